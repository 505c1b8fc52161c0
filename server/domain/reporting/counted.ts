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
  /** Where companies are counted. */
  accounts: AccountRow[];
  account_count: number;
  respondent_count: number;
  unassigned_count: number;
}

export function countedOf(people: PeopleColumns, counting: Counting): Counted {
  const isAccount = counting.unit === 'account';
  const { accounts, unassigned } = isAccount ? accountsOf(people) : NO_ACCOUNTS;
  const clusters = isAccount ? oneOfEachAccount(accounts) : clustersOfPeople(people, counting);
  const totals = isAccount ? accountTotals(accounts) : totalsOfPeople(people, counting);
  return {
    totals,
    sample: isIndependent(counting) ? sampleOf(totals) : clusteredSample(totals, sumsOfClusters(clusters)),
    clusters,
    accounts,
    account_count: isAccount ? accounts.length : countDistinct(people.account),
    respondent_count: countDistinct(people.respondent, isAccount ? people.account : undefined),
    unassigned_count: unassigned,
  };
}

const NO_ACCOUNTS = { accounts: [], unassigned: 0 };

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
    for (let row = 0; row < people.latest.length; row++) scores[people.latest[row]!]! += 1;
    return totalsOf(scores);
  }
  const [promoters, detractors, responses] = [sum(people.promoters), sum(people.detractors), sum(people.answers)];
  return { promoters, passives: responses - promoters - detractors, detractors, responses };
}

function clustersOfPeople(people: PeopleColumns, { respondents, cluster }: Counting): Clusters {
  const { respondent, account, promoters, detractors, answers, latest } = people;
  const net = new Int32Array(respondent.length);
  if (respondents === 'all') for (let row = 0; row < net.length; row++) net[row] = promoters[row]! - detractors[row]!;
  else for (let row = 0; row < net.length; row++) net[row] = NET_OF_SCORE[latest[row]!]!;
  const of = { answers: respondents === 'all' ? answers : new Uint32Array(latest.length).fill(1), net };
  if (cluster === 'respondent') return { id: respondent, ...of };
  // Colleagues share an even number; a person without a company has an odd one of their own.
  const id = new Uint32Array(respondent.length);
  for (let row = 0; row < id.length; row++) {
    const isAlone = respondent[row] !== 0 && account[row] === 0;
    id[row] = 2 * (account[row]! || respondent[row]!) + Number(isAlone);
  }
  return mergedClusters({ id, ...of });
}

function oneOfEachAccount(accounts: AccountRow[]): Clusters {
  return {
    id: Uint32Array.from(accounts.map(({ id }) => id)),
    answers: new Uint32Array(accounts.length).fill(1),
    net: Int32Array.from(accounts.map(({ sum: total, people }) => NET[categoryOfMean(total, people)])),
  };
}

const NET: Record<Category, number> = { promoter: 1, passive: 0, detractor: -1 };
const NET_OF_SCORE = Int8Array.from({ length: 11 }, (_, score) => NET[categoryOf(score)]);

function sum(counts: Uint32Array): number {
  let total = 0;
  for (let row = 0; row < counts.length; row++) total += counts[row]!;
  return total;
}
