import { categoryOf } from '../../../../shared/nps.ts';
import type { DayRange, PeopleSums } from '../../storage.ts';
import { MARKS, scoreOfWord } from './answer-word.ts';
import type { Column } from './chunk.ts';
import { MovedPeople } from './moved-people.ts';
import type { ProjectIndex } from './project-index.ts';
import type { Selection } from './selection.ts';

const RESPONDENTS = 0;
const ACCOUNTS = 1;
const CLUSTERS = 2;
const SS = 3;
const SM = 4;
const MM = 5;
const WIDTH = 6;

/** In a person's count: this one answered for more than one account, and is looked at again. */
const MOVED = 2 ** 30;
/** A count fills the lower of these bits, the round in which it was counted the rest: what an earlier round left is nothing. */
const COUNT_AND_ROUND_BITS = 30;

/**
 * The sums over the people of each group, for one range after another. An answer changes a sum by what its person had
 * before, so no person is listed; and where the next range overlaps the last, only the days between them are gone through.
 */
export class PeopleWindow {
  readonly #selection: Selection;
  /** Absent when all contexts are of one group. */
  readonly #groupOf: Int32Array | undefined;
  /** The place of each group among those that count; −1 for those that do not. */
  readonly #slotOf: Int32Array;
  readonly #respondents: number;
  readonly #accounts: number;
  /** How many answers of each pair of a group and a person, with their round, and what they sum to. */
  readonly #persons: Int32Array;
  /** How many people of each pair of a group and an account, with their round. Who moved is not among them. */
  readonly #accountPeople: Int32Array;
  readonly #countBits: number;
  readonly #lastRound: number;
  #round = 0;
  /** `WIDTH` sums of each group. */
  readonly #sums: Float64Array;
  readonly #moved: MovedPeople;
  readonly #movedRespondents: ReadonlySet<number>;
  #days: DayRange = { start: 0, end: 0 };

  constructor(index: ProjectIndex, selection: Selection) {
    const { keys, groupOf } = selection;
    this.#selection = selection;
    this.#groupOf = groupOf;
    let slots = 0;
    this.#slotOf = Int32Array.from(keys, (key) => (key === undefined ? -1 : slots++));
    this.#respondents = index.lastRespondent + 1;
    this.#accounts = index.lastAccount + 1;
    this.#persons = new Int32Array(2 * slots * this.#respondents);
    this.#accountPeople = new Int32Array(slots * this.#accounts);
    this.#sums = new Float64Array(WIDTH * slots);
    this.#moved = new MovedPeople(this.#accounts);
    this.#movedRespondents = index.movedRespondents;
    // As many bits as one person could need who gave all answers.
    this.#countBits = 32 - Math.clz32(index.answers);
    this.#lastRound = 2 ** (COUNT_AND_ROUND_BITS - this.#countBits) - 1;
    this.#markMoved();
  }

  /** The sums of each group over that range. */
  moveTo({ start, end }: DayRange): (PeopleSums | undefined)[] {
    const last = this.#days;
    this.#days = { start, end: Math.max(start, end) };
    if (start >= last.end || end <= last.start) {
      this.#forget();
      this.#count(1, start, end);
    } else {
      this.#count(-1, last.start, start);
      this.#count(-1, end, last.end);
      this.#count(1, start, last.start);
      this.#count(1, last.end, end);
    }
    const more = this.#moved.accounts(this.#days, (place) => this.#hasPeople(place));
    return Array.from(this.#slotOf, (slot) =>
      slot < 0 ? undefined : sumsAt(this.#sums, slot * WIDTH, more.get(slot)),
    );
  }

  /** A new round, in which nobody has been counted yet. */
  #forget(): void {
    if (this.#round === this.#lastRound) return this.#begin();
    this.#round += 1;
    this.#sums.fill(0);
  }

  #hasPeople(place: number): boolean {
    const kept = this.#accountPeople[place]!;
    return kept >>> this.#countBits === this.#round && (kept & (2 ** this.#countBits - 1)) > 0;
  }

  #begin(): void {
    this.#persons.fill(0);
    this.#accountPeople.fill(0);
    this.#sums.fill(0);
    this.#round = 0;
    this.#markMoved();
  }

  #markMoved(): void {
    const slots = this.#sums.length / WIDTH;
    for (const respondent of this.#movedRespondents) {
      for (let slot = 0; slot < slots; slot++) this.#persons[2 * (slot * this.#respondents + respondent)] = MOVED;
    }
  }

  #count(sign: 1 | -1, start: number, end: number): void {
    if (start >= end) return;
    for (const { columns, base } of this.#selection.surveys) {
      columns.answers.eachRun([start, end], (run, _, first, last, days) => {
        this.#countRun(sign, run, base, first, last);
        if (sign > 0) this.#moved.locate(days);
      });
    }
  }

  #countRun(sign: 1 | -1, run: readonly Column[], base: number, start: number, end: number): void {
    const [words, contexts, accounts, respondents] = run as [Column, Column, Column, Column];
    const { account, isIn } = this.#selection;
    const groupOf = this.#groupOf;
    const slotOf = this.#slotOf;
    const persons = this.#persons;
    const accountPeople = this.#accountPeople;
    const counts = 2 ** this.#countBits - 1;
    const round = this.#round << this.#countBits;
    const respondentCount = this.#respondents;
    const accountCount = this.#accounts;
    const sums = this.#sums;
    for (let i = start; i < end; i++) {
      const company = accounts[i]!;
      if ((account !== undefined && company !== account) || isIn?.[contexts[i]!] === 0) continue;
      const slot = slotOf[base + (groupOf?.[contexts[i]!] ?? 0)]!;
      if (slot < 0) continue;

      const at = slot * WIDTH;
      const net = NET[words[i]! & (MARKS - 1)]!;
      const respondent = respondents[i]!;
      const person = 2 * (slot * respondentCount + respondent);
      // Answers of nobody known are each alone.
      const kept = respondent === 0 ? round | Number(sign < 0) : persons[person]!;
      const isCounted = ((kept & (MOVED - 1)) ^ round) <= counts;
      const m = isCounted ? kept & counts : 0;
      const s = respondent === 0 ? m * net : isCounted ? persons[person + 1]! : 0;
      const mAfter = m + sign;
      const sAfter = s + sign * net;
      if (m === 0 || mAfter === 0) {
        sums[at + CLUSTERS]! += sign;
        if (respondent !== 0) sums[at + RESPONDENTS]! += sign;
      }
      sums[at + SS]! += sAfter * sAfter - s * s;
      sums[at + SM]! += sAfter * mAfter - s * m;
      sums[at + MM]! += mAfter * mAfter - m * m;
      if (respondent !== 0) {
        persons[person] = (kept & MOVED) | round | mAfter;
        persons[person + 1] = sAfter;
      }

      if (kept >= MOVED) {
        if (sign > 0) this.#moved.add(slot, respondent, company, words[i]!, i);
        continue;
      }
      // All answers of a person are of one account.
      if (company === 0 || (m > 0 && mAfter > 0)) continue;
      const place = slot * accountCount + company;
      const known = accountPeople[place]!;
      const before = (known ^ round) <= counts ? known & counts : 0;
      accountPeople[place] = round | (before + sign);
      if (before === 0 || before + sign === 0) sums[at + ACCOUNTS]! += sign;
    }
  }
}

/** What an answer with each mark adds to its person's sum. */
const NET = Int8Array.from({ length: MARKS }, (_, mark) => {
  const category = categoryOf(scoreOfWord(mark));
  return Number(category === 'promoter') - Number(category === 'detractor');
});

function sumsAt(sums: Float64Array, at: number, moreAccounts = 0): PeopleSums {
  return {
    respondent_count: sums[at + RESPONDENTS]!,
    account_count: sums[at + ACCOUNTS]! + moreAccounts,
    clusters: sums[at + CLUSTERS]!,
    ss: sums[at + SS]!,
    sm: sums[at + SM]!,
    mm: sums[at + MM]!,
  };
}
