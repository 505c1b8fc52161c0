import { LIMITS } from '../../../shared/limits.ts';
import { totalsOf } from '../../../shared/nps.ts';
import { addCluster, clusteredSample, noClusters } from '../../../shared/statistics/clusters.ts';
import type { Confidence } from '../../../shared/statistics/confidence.ts';
import type { NpsDifference } from '../../../shared/statistics/difference.ts';
import { adjustedValues, testedGroup, testOf, type TestedGroup } from '../reporting/breakdown.ts';
import type { Counted } from '../reporting/counted.ts';
import { restOf, type Rest } from '../reporting/rest.ts';
import { Members, type Everybody } from './members.ts';
import { placesByName } from './places-by-name.ts';
import { Said, type Speakers } from './speakers.ts';

export interface Compared {
  name: string;
  group: TestedGroup;
}

/** Those who gave these answers and no others. */
export function everybodyIn(speakers: Speakers): Everybody {
  const said = Said.all(speakers);
  const sums = noClusters();
  for (let person = 0; person < speakers.count; person++) addCluster(sums, said.answers[person]!, said.nets[person]!);
  const counts = Array<number>(11).fill(0);
  for (const score of speakers.answers.scores) counts[score]! += 1;
  return { totals: totalsOf(counts), sums, said };
}

export interface HowCompared {
  confidence: Confidence;
  hideSmall: boolean;
  /** The most common first, or those first that pull the score furthest from the rest. */
  sort: 'size' | 'difference';
  limit: number;
}

/** How many people must share a word. */
export function fewestShown(hideSmall: boolean): number {
  return hideSmall ? LIMITS.smallGroup : 1;
}

/**
 * The answers that share a word or a tag against all others of `everybody`. What fewer people said than may be shown is left out. People who
 * answered several times are told apart from several people, as in every other number.
 */
export function comparedTerms(
  speakers: Speakers,
  everybody: Everybody,
  { confidence, hideSmall, sort, limit }: HowCompared,
): Compared[] {
  const fewest = fewestShown(hideSmall);
  const members = new Members(speakers, everybody);
  const tested: Tested[] = [];
  for (const { name, places } of placesByName(speakers.answers, fewest)) {
    if (tested.length === LIMITS.termsCompared) break;
    members.take(places);
    if (members.people.count >= fewest) tested.push(testedTerm(name, members, everybody, confidence));
  }
  const values = adjustedValues(tested.map(({ test }) => test));
  const order = [...tested.keys()];
  if (sort === 'difference') order.sort((a, b) => pullOf(tested[b]!) - pullOf(tested[a]!));
  // To write down everything that is told of a term takes longer than to compare it.
  return order.slice(0, limit).map((place) => {
    const { name, counted, rest, test } = tested[place]!;
    return { name, group: testedGroup(counted, rest, test, values[place]!, confidence) };
  });
}

interface Tested {
  name: string;
  counted: Counted;
  rest: Rest;
  test: NpsDifference | undefined;
}

function testedTerm(name: string, members: Members, everybody: Everybody, confidence: Confidence): Tested {
  const { totals, own, rest: others } = members.sums;
  const { known, accounts } = members.people;
  const counted = {
    totals,
    sample: clusteredSample(totals, own),
    account_count: accounts,
    respondent_count: known,
    unassigned_count: 0,
  };
  const rest = restOf(totals, everybody.totals, others);
  return { name, counted, rest, test: testOf(counted, rest, confidence) };
}

/** How far it pulls the score from the rest, up or down. Equal differences of other counts, 1/3 − 2/3 and 2/3 − 1/3, come out a last digit apart. */
function pullOf({ test }: Tested): number {
  return Math.round(Math.abs(test?.difference ?? 0) / EQUAL_POINTS);
}

const EQUAL_POINTS = 1e-9;
