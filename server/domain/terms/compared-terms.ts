import type { BreakdownGroup } from '../../../shared/contract/breakdown.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { totalsOf, type NpsTotals } from '../../../shared/nps.ts';
import { addCluster, clusteredSample, noClusters, type ClusterSums } from '../../../shared/statistics/clusters.ts';
import type { Confidence } from '../../../shared/statistics/confidence.ts';
import { addShared, nobodyShared } from '../../../shared/statistics/shared-people.ts';
import type { ScoredAnswer } from '../../storage/storage.ts';
import { adjustedGroups, testedGroup, type TestedGroup } from '../reporting/breakdown.ts';
import { saidByEach, sumsOfClusters, type Said } from '../reporting/clusters.ts';
import { restOf } from '../reporting/rest.ts';

export interface Named<Answer extends ScoredAnswer = ScoredAnswer> {
  name: string;
  /** The latest first. */
  answers: Answer[];
}

export type Compared = Omit<BreakdownGroup, 'key'> & { name: string };

/** Whom those who share a word are compared with. */
export interface Everybody {
  totals: NpsTotals;
  sums: ClusterSums;
  /** All that a person said; those whom nobody knows said what they said. */
  said: ReadonlyMap<unknown, Said>;
}

/** Those who gave these answers and no others. */
export function everybodyIn(answers: readonly ScoredAnswer[]): Everybody {
  const said = saidByEach(answers);
  return { totals: totalsOfAnswers(answers), sums: sumsOfClusters(said), said };
}

/**
 * The answers that share a word or a tag against all others of `everybody`, the most common first. What fewer people said than may be
 * shown is left out. People who answered several times are told apart from several people, as in every other number.
 */
export function comparedTerms(
  named: Named[],
  everybody: Everybody,
  { confidence, hideSmall }: { confidence: Confidence; hideSmall: boolean },
): Compared[] {
  const fewest = hideSmall ? LIMITS.smallGroup : 1;
  const common = named
    .filter(({ answers }) => answers.length >= fewest)
    .sort((a, b) => b.answers.length - a.answers.length || (a.name < b.name ? -1 : 1));
  const tested: (TestedGroup & { name: string })[] = [];
  for (const { name, answers } of common) {
    if (tested.length === LIMITS.termsCompared) break;
    const people = saidByEach(answers);
    if (people.size >= fewest) tested.push({ name, ...testedTerm(answers, people, everybody, confidence) });
  }
  return adjustedGroups(tested, confidence);
}

function testedTerm(
  answers: ScoredAnswer[],
  people: ReadonlyMap<unknown, Said>,
  everybody: Everybody,
  confidence: Confidence,
): TestedGroup {
  const totals = totalsOfAnswers(answers);
  const counted = {
    totals,
    sample: clusteredSample(totals, sumsOfClusters(people)),
    account_count: accountsBehind(answers),
    respondent_count: [...people.keys()].filter((person) => typeof person === 'number').length,
    unassigned_count: 0,
  };
  return testedGroup(counted, restOf(totals, everybody.totals, sumsWithout(people, everybody)), confidence);
}

function sumsWithout(people: ReadonlyMap<unknown, Said>, everybody: Everybody) {
  const sums = { ...noClusters(), ...everybody.sums };
  const shared = nobodyShared();
  for (const [person, { answers, net }] of people) {
    const all = everybody.said.get(person) ?? { answers, net };
    addCluster(sums, all.answers, all.net, -1);
    if (all.answers === answers) continue;
    addCluster(sums, all.answers - answers, all.net - net);
    addShared(shared, answers, net, all.answers - answers, all.net - net);
  }
  return { ...sums, shared };
}

/** Each person belongs to the account of the latest answer, which comes first. */
function accountsBehind(answers: ScoredAnswer[]): number {
  const met = new Set<number>();
  const accounts = new Set<number>();
  for (const { respondent, account } of answers) {
    if (account !== 0 && !met.has(respondent)) accounts.add(account);
    if (respondent !== 0) met.add(respondent);
  }
  return accounts.size;
}

function totalsOfAnswers(answers: readonly ScoredAnswer[]): NpsTotals {
  const scores = Array<number>(11).fill(0);
  for (const { score } of answers) scores[score]! += 1;
  return totalsOf(scores);
}

/** What pulls the score furthest from the rest, up or down, first; equals by size. */
export function byDifference(compared: Compared[]): Compared[] {
  const pull = ({ difference }: Compared) => Math.round(Math.abs(difference ?? 0) / EQUAL_POINTS);
  return compared.toSorted((a, b) => pull(b) - pull(a));
}

/** Equal differences of other counts, 1/3 − 2/3 and 2/3 − 1/3, come out a last digit apart. */
const EQUAL_POINTS = 1e-9;

export function groupedBy<Answer extends ScoredAnswer>(
  answers: readonly Answer[],
  namesOf: (answer: Answer) => Iterable<string>,
): Named<Answer>[] {
  const groups = new Map<string, Answer[]>();
  for (const answer of answers) {
    for (const name of namesOf(answer)) {
      const group = groups.get(name);
      if (group) group.push(answer);
      else groups.set(name, [answer]);
    }
  }
  return [...groups].map(([name, group]) => ({ name, answers: group }));
}
