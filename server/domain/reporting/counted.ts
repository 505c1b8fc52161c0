import type { Category } from '../../../shared/contract/common.ts';
import { categoryOf, categoryOfMean, totalsOf, type NpsTotals } from '../../../shared/nps.ts';
import { accountTotals } from '../../../shared/statistics/accounts.ts';
import { clusteredSample } from '../../../shared/statistics/clusters.ts';
import { sampleOf, type Sample } from '../../../shared/statistics/sample.ts';
import type { AnswerGroup, PeopleColumns } from '../../storage/storage.ts';
import { accountsOf, countDistinct, type AccountRow } from './account-rows.ts';
import { mergedClusters, sumsOfClusters, type Clusters } from './clusters.ts';
import type { Counting } from './counting.ts';

/** The people of a group, counted as the caller asked. */
export interface Counted {
  totals: NpsTotals;
  /** `null` when nothing was counted. */
  sample: Sample | null;
  clusters: Clusters;
  accounts: AccountRow[];
  account_count: number;
  respondent_count: number;
  unassigned_count: number;
}

export function countedOf(people: PeopleColumns, counting: Counting): Counted {
  const { accounts, unassigned } = accountsOf(people);
  const isAccount = counting.unit === 'account';
  const clusters = isAccount ? oneOfEachAccount(accounts) : clustersOfPeople(people, counting);
  const totals = isAccount ? accountTotals(accounts) : totalsOfPeople(people, counting);
  return {
    totals,
    sample: isIndependent(counting) ? sampleOf(totals) : clusteredSample(totals, sumsOfClusters(clusters)),
    clusters,
    accounts,
    account_count: accounts.length,
    respondent_count: countDistinct(people.respondent, isAccount ? people.account : undefined),
    unassigned_count: isAccount ? unassigned : 0,
  };
}

/** What a number needs to know of the people behind it. */
export type Summed = Pick<Counted, 'totals' | 'sample' | 'account_count' | 'respondent_count' | 'unassigned_count'>;

/** Whether sums over the people tell as much as a list of them, when nothing is compared. */
export function needsOnlySums({ respondents, unit, cluster }: Counting): boolean {
  return respondents === 'all' && unit === 'respondent' && cluster === 'respondent';
}

export function summedOf({ scores, sums }: Required<Pick<AnswerGroup, 'scores' | 'sums'>>): Summed {
  const totals = totalsOf(scores);
  return {
    totals,
    sample: totals.responses === 0 ? null : clusteredSample(totals, sums),
    account_count: sums.account_count,
    respondent_count: sums.respondent_count,
    unassigned_count: 0,
  };
}

/** How many gave each score; `all` when every answer counts, else from the latest answers of those who are counted. */
export function distributionOf(all: number[], people: PeopleColumns, { respondents, unit }: Counting): number[] {
  if (respondents === 'all') return all;
  const scores = Array<number>(11).fill(0);
  people.latest.forEach((score, row) => {
    if (unit === 'respondent' || people.account[row] !== 0) scores[score]! += 1;
  });
  return scores;
}

/** One answer of each person or company: nothing resembles anything else. */
function isIndependent({ respondents, unit, cluster }: Counting): boolean {
  return unit === 'account' || (respondents === 'latest' && cluster === 'respondent');
}

function totalsOfPeople(people: PeopleColumns, { respondents }: Counting): NpsTotals {
  if (respondents === 'latest') {
    const scores = Array<number>(11).fill(0);
    for (const score of people.latest) scores[score]! += 1;
    return totalsOf(scores);
  }
  const [promoters, detractors, responses] = [sum(people.promoters), sum(people.detractors), sum(people.answers)];
  return { promoters, passives: responses - promoters - detractors, detractors, responses };
}

function clustersOfPeople(people: PeopleColumns, { respondents, cluster }: Counting): Clusters {
  const { respondent, account, promoters, detractors, answers, latest } = people;
  const net =
    respondents === 'all'
      ? Int32Array.from(promoters, (count, row) => count - detractors[row]!)
      : Int32Array.from(latest, (score) => NET[categoryOf(score)]);
  const of = { answers: respondents === 'all' ? answers : new Uint32Array(latest.length).fill(1), net };
  if (cluster === 'respondent') return { id: respondent, ...of };
  // Colleagues share an even number; a person without a company has an odd one of their own.
  const id = respondent.map((person, row) => 2 * (account[row] || person) + Number(person !== 0 && account[row] === 0));
  return mergedClusters({ id, ...of });
}

function oneOfEachAccount(accounts: AccountRow[]): Clusters {
  return {
    id: accounts.map(({ id }) => id),
    answers: accounts.map(() => 1),
    net: accounts.map(({ sum: total, people }) => NET[categoryOfMean(total, people)]),
  };
}

const NET: Record<Category, number> = { promoter: 1, passive: 0, detractor: -1 };

function sum(counts: Uint32Array): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
