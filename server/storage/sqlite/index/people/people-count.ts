import type { Clustering, DayRange } from '../../../storage.ts';
import { MARKS } from '../answer-word.ts';
import type { Chunk } from '../chunk.ts';
import { SEVERAL } from '../known-people.ts';
import type { ProjectIndex } from '../project-index.ts';
import type { Selection } from '../selection.ts';
import { matchingRows, type Rows } from './matching-rows.ts';
import { MovedSlots } from './moved-slots.ts';
import type { Slots } from './slots.ts';
import { keepLatestOfMany, tallyMany } from './tally-many.ts';
import { keepLatest, markOfKey, tallyAll } from './tally-rows.ts';

/** The people behind the rows of one range after another: what each answered is one number, in one pass over the rows. */
export class PeopleCount {
  readonly people: Slots;
  readonly #selection: Selection;
  readonly #respondents: Clustering['respondents'];
  readonly #homes: Uint32Array;
  readonly #hasMoved: boolean;
  readonly #moved = new MovedSlots();

  constructor(index: ProjectIndex, selection: Selection, respondents: Clustering['respondents'], people: Slots) {
    this.people = people;
    this.#selection = selection;
    this.#respondents = respondents;
    this.#homes = index.people.homes;
    this.#hasMoved = index.movedRespondents.size > 0;
  }

  /** `alsoCount` is shown the rows on the way. */
  count(days: DayRange, alsoCount?: (chunk: Chunk, rows: Rows) => void): void {
    const { people } = this;
    const isAll = this.#respondents === 'all';
    people.begin(isAll ? 'values' : 'keys', false);
    this.#moved.clear();
    const firstDay = firstDayOf(this.#selection, days);
    const chunks = this.#selection.surveys.flatMap(({ columns }) => columns.answers.chunksOf(days));
    const areFew = people.areFew(rowsIn(chunks, days));
    for (const chunk of chunks) {
      const rows = matchingRows(this.#selection, chunk, chunk.placeOf(days.start), chunk.placeOf(days.end));
      if (isAll) (areFew ? tallyAll : tallyMany)(people, chunk, rows);
      else (areFew ? keepLatest : keepLatestOfMany)(people, chunk, rows, firstDay);
      alsoCount?.(chunk, rows);
      if (this.#hasMoved) this.#moved.note(this.#homes, people, chunk, rows, firstDay);
    }
    if (!areFew) people.findMet();
  }

  /** Puts what each person said last in the place of what each said, and counts it by mark. */
  takeLatest(): Uint32Array {
    const { values, keys, packing, met, metCount } = this.people;
    const marks = new Uint32Array(MARKS);
    for (let i = 0; i < metCount; i++) {
      const slot = met[i]!;
      const mark = markOfKey(keys[slot]!);
      values[slot] = packing.answerOfMark[mark]!;
      marks[mark]! += 1;
    }
    return marks;
  }

  /** The mark of what somebody who was met said last. */
  latestMarkOf(slot: number): number {
    return markOfKey(this.people.keys[slot]!);
  }

  /** The account of somebody who was met, by the latest answer in the range; 0 for none. */
  accountOf(slot: number): number {
    if (slot >= this.people.size) return this.people.furtherAccounts[slot - this.people.size]!;
    const home = this.#homes[slot]!;
    return home === SEVERAL ? this.#moved.accountOf(slot) : home - 1;
  }

  /** How many answers those gave who answered for more than one account, by the account they belong to. */
  *movedAnswers(): Iterable<[account: number, marks: Uint32Array]> {
    for (const [, { account, marks }] of this.#moved.entries()) yield [account, marks];
  }
}

export function rowsIn(chunks: Chunk[], { start, end }: DayRange): number {
  return chunks.reduce((rows, chunk) => rows + chunk.placeOf(end) - chunk.placeOf(start), 0);
}

/** The first day that may have rows: days count from there. */
export function firstDayOf({ surveys }: Selection, { start }: DayRange): number {
  return surveys.reduce((first, { columns }) => Math.min(first, Math.max(start, columns.answers.days.start)), Infinity);
}
