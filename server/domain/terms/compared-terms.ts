import type { BreakdownGroup } from '../../../shared/contract/breakdown.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { totalsOf, type NpsTotals } from '../../../shared/nps.ts';
import { addCluster, clusteredSample, noClusters, type ClusterSums } from '../../../shared/statistics/clusters.ts';
import type { Confidence } from '../../../shared/statistics/confidence.ts';
import { addShared, nobodyShared } from '../../../shared/statistics/shared-people.ts';
import { adjustedGroups, testedGroup, type TestedGroup } from '../reporting/breakdown.ts';
import { restOf } from '../reporting/rest.ts';
import { Said, type Speakers } from './speakers.ts';

/** The places of the answers that share a word or a tag, the latest first. */
export type Named = Map<string, number[]>;

export type Compared = Omit<BreakdownGroup, 'key'> & { name: string };

/** Whom those who share a word are compared with. */
export interface Everybody {
  totals: NpsTotals;
  sums: ClusterSums;
  /** All that each of the speakers said. */
  said: Said;
}

/** Those who gave these answers and no others. */
export function everybodyIn(speakers: Speakers): Everybody {
  const said = Said.all(speakers);
  const sums = noClusters();
  said.answers.forEach((answers, person) => addCluster(sums, answers, said.nets[person]!));
  return { totals: totalsOfScores(speakers.answers.map(({ score }) => score)), sums, said };
}

/**
 * The answers that share a word or a tag against all others of `everybody`, the most common first. What fewer people said than may be
 * shown is left out. People who answered several times are told apart from several people, as in every other number.
 */
export function comparedTerms(
  named: Named,
  speakers: Speakers,
  everybody: Everybody,
  { confidence, hideSmall }: { confidence: Confidence; hideSmall: boolean },
): Compared[] {
  const fewest = hideSmall ? LIMITS.smallGroup : 1;
  const common = [...named]
    .filter(([, places]) => places.length >= fewest)
    .sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1));
  const members = new Members(speakers);
  const tested: (TestedGroup & { name: string })[] = [];
  for (const [name, places] of common) {
    if (tested.length === LIMITS.termsCompared) break;
    members.take(places);
    if (members.count >= fewest) tested.push({ name, ...testedTerm(places, members, everybody, confidence) });
  }
  return adjustedGroups(tested, confidence);
}

/** Those who share a word, one word after another. */
class Members {
  readonly people: Uint32Array;
  count = 0;
  /** Each belongs to the account of the latest answer. */
  accountCount = 0;
  readonly said: Said;
  readonly speakers: Speakers;
  /** The last word of which each account was met, counted from 1. */
  readonly #met: Uint32Array;
  #word = 0;

  constructor(speakers: Speakers) {
    this.speakers = speakers;
    this.people = new Uint32Array(speakers.count);
    this.said = new Said(speakers.count);
    this.#met = new Uint32Array(speakers.accountCount);
  }

  take(places: number[]): void {
    const { people, said, speakers } = this;
    for (let i = 0; i < this.count; i++) said.answers[people[i]!] = said.nets[people[i]!] = 0;
    this.count = 0;
    this.accountCount = 0;
    this.#word += 1;
    for (const place of places) {
      const person = speakers.people[place]!;
      if (said.answers[person] === 0) this.#meet(person, speakers.accounts[place]!);
      said.add(person, speakers.nets[place]!);
    }
  }

  #meet(person: number, account: number): void {
    this.people[this.count++] = person;
    if (account === 0 || this.#met[account] === this.#word) return;
    this.#met[account] = this.#word;
    this.accountCount += 1;
  }
}

function testedTerm(places: number[], members: Members, everybody: Everybody, confidence: Confidence): TestedGroup {
  const { people, count, said, speakers } = members;
  const totals = totalsOfScores(places.map((place) => speakers.answers[place]!.score));
  const own = noClusters();
  const rest = { ...noClusters(), ...everybody.sums };
  const shared = nobodyShared();
  let respondent_count = 0;
  for (let i = 0; i < count; i++) {
    const person = people[i]!;
    const [m, s] = [said.answers[person]!, said.nets[person]!];
    const [all, sum] = [everybody.said.answers[person]!, everybody.said.nets[person]!];
    if (speakers.respondents[person] !== 0) respondent_count += 1;
    addCluster(own, m, s);
    addCluster(rest, all, sum, -1);
    if (all === m) continue;
    addCluster(rest, all - m, sum - s);
    addShared(shared, m, s, all - m, sum - s);
  }
  const counted = {
    totals,
    sample: clusteredSample(totals, own),
    account_count: members.accountCount,
    respondent_count,
    unassigned_count: 0,
  };
  return testedGroup(counted, restOf(totals, everybody.totals, { ...rest, shared }), confidence);
}

function totalsOfScores(scores: number[]): NpsTotals {
  const counts = Array<number>(11).fill(0);
  for (const score of scores) counts[score]! += 1;
  return totalsOf(counts);
}

/** What pulls the score furthest from the rest, up or down, first; equals by size. */
export function byDifference(compared: Compared[]): Compared[] {
  const pull = ({ difference }: Compared) => Math.round(Math.abs(difference ?? 0) / EQUAL_POINTS);
  return compared.toSorted((a, b) => pull(b) - pull(a));
}

/** Equal differences of other counts, 1/3 − 2/3 and 2/3 − 1/3, come out a last digit apart. */
const EQUAL_POINTS = 1e-9;

/** The places of the answers by name. */
export function placesByName<Answer>(answers: readonly Answer[], namesOf: (answer: Answer) => Iterable<string>): Named {
  const named: Named = new Map();
  answers.forEach((answer, place) => {
    for (const name of namesOf(answer)) {
      const places = named.get(name);
      if (places) places.push(place);
      else named.set(name, [place]);
    }
  });
  return named;
}
