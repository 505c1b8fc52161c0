import type { NpsTotals } from '../../../shared/nps.ts';
import { addCluster, noClusters, type ClusterSums, type GrowingClusters } from '../../../shared/statistics/clusters.ts';
import {
  addShared,
  nobodyShared,
  type GrowingShared,
  type SharedPeople,
} from '../../../shared/statistics/shared-people.ts';
import { NET_OF_SCORE, Said, type Speakers } from './speakers.ts';

/** Whom those who share a word are compared with. */
export interface Everybody {
  totals: NpsTotals;
  sums: ClusterSums;
  /** All that each of the speakers said. */
  said: Said;
}

/** Marks of an answer besides its score: that whoever gave it is known, and that they gave no other. */
const SCORES = 16;
const KNOWN = 16;
const ALONE = 32;
const MARKS = 64;

/**
 * Those who share a word, one word after another. Most people gave one answer: theirs are counted by mark, and only what others said is
 * added up person by person.
 */
export class Members {
  /** Of those who gave other answers, too. */
  readonly #several: Uint32Array;
  #severalCount = 0;
  readonly #said: Said;
  readonly #counts = new Uint32Array(MARKS);
  readonly #speakers: Speakers;
  readonly #everybody: Everybody;
  /** By the answer's place. */
  readonly #marks: Uint8Array;
  /** The last word of which each account was met, counted from 1. */
  readonly #met: Uint32Array;
  #word = 0;
  #accountCount = 0;

  constructor(speakers: Speakers, everybody: Everybody) {
    const { answers, people } = speakers;
    this.#speakers = speakers;
    this.#everybody = everybody;
    this.#several = new Uint32Array(speakers.count);
    this.#said = new Said(speakers.count);
    this.#marks = answers.scores.slice();
    let lastAccount = 0;
    for (let place = 0; place < people.length; place++) {
      lastAccount = Math.max(lastAccount, answers.accounts[place]!);
      if (answers.respondents[place] !== 0) this.#marks[place]! += KNOWN;
      if (everybody.said.answers[people[place]!] === 1) this.#marks[place]! += ALONE;
    }
    this.#met = new Uint32Array(lastAccount + 1);
  }

  take(places: Uint32Array): void {
    this.#forget();
    const marks = this.#marks;
    const counts = this.#counts;
    const { people, nets, answers } = this.#speakers;
    const { accounts } = answers;
    const said = this.#said;
    for (let i = 0; i < places.length; i++) {
      const place = places[i]!;
      const mark = marks[place]!;
      counts[mark]! += 1;
      if (mark < ALONE) {
        const person = people[place]!;
        const isMet = said.answers[person] !== 0;
        said.add(person, nets[place]!);
        if (isMet) continue;
        this.#several[this.#severalCount++] = person;
      }
      this.#meet(accounts[place]!);
    }
  }

  /** How many people, those who are known among them, and the accounts they belong to by their latest answer that holds the word. */
  get people(): { count: number; known: number; accounts: number } {
    let count = this.#severalCount;
    // Of somebody unknown there is one answer.
    let known = this.#severalCount;
    for (let mark = ALONE; mark < MARKS; mark++) {
      count += this.#counts[mark]!;
      if (mark >= ALONE + KNOWN) known += this.#counts[mark]!;
    }
    return { count, known, accounts: this.#accountCount };
  }

  /** What they said, and what all others did. */
  get sums(): MemberSums {
    const totals = { promoters: 0, passives: 0, detractors: 0, responses: 0 };
    const own = noClusters();
    const rest = { ...noClusters(), ...this.#everybody.sums };
    for (let mark = 0; mark < MARKS; mark++) {
      const count = this.#counts[mark]!;
      if (count === 0) continue;
      const net = NET_OF_SCORE[mark % SCORES]!;
      totals.responses += count;
      if (net > 0) totals.promoters += count;
      else if (net < 0) totals.detractors += count;
      else totals.passives += count;
      if (mark < ALONE) continue;
      addCluster(own, 1, net, count);
      addCluster(rest, 1, net, -count);
    }
    const shared = nobodyShared();
    for (let i = 0; i < this.#severalCount; i++) this.#addSeveral(this.#several[i]!, own, rest, shared);
    return { totals, own, rest: { ...rest, shared } };
  }

  #addSeveral(person: number, own: GrowingClusters, rest: GrowingClusters, shared: GrowingShared): void {
    const { said } = this.#everybody;
    const [m, s] = [this.#said.answers[person]!, this.#said.nets[person]!];
    const [all, sum] = [said.answers[person]!, said.nets[person]!];
    addCluster(own, m, s);
    addCluster(rest, all, sum, -1);
    if (all === m) return;
    addCluster(rest, all - m, sum - s);
    addShared(shared, m, s, all - m, sum - s);
  }

  #meet(account: number): void {
    if (account === 0 || this.#met[account] === this.#word) return;
    this.#met[account] = this.#word;
    this.#accountCount += 1;
  }

  #forget(): void {
    for (let i = 0; i < this.#severalCount; i++) {
      const person = this.#several[i]!;
      this.#said.answers[person] = this.#said.nets[person] = 0;
    }
    this.#severalCount = 0;
    this.#counts.fill(0);
    this.#accountCount = 0;
    this.#word += 1;
  }
}

interface MemberSums {
  totals: NpsTotals;
  own: ClusterSums;
  rest: ClusterSums & { shared: SharedPeople };
}
