import { MARKS } from '../answer-word.ts';
import type { Chunk } from '../chunk.ts';
import { SEVERAL } from '../known-people.ts';
import { ACCOUNT, RESPONDENT, WORD } from '../row-columns.ts';
import type { Rows } from './matching-rows.ts';
import type { Slots } from './slots.ts';
import { keyOfDay } from './tally-rows.ts';

interface Moved {
  key: number;
  account: number;
  /** The answers by mark. */
  marks: Uint32Array;
}

/** Those who answered for more than one account: each belongs to that of the latest answer that counts, in each group. */
export class MovedSlots {
  readonly #latest = new Map<number, Moved>();

  clear(): void {
    this.#latest.clear();
  }

  accountOf(slot: number): number {
    return this.#latest.get(slot)!.account;
  }

  /** Each with its account, and its answers by mark. */
  entries(): Iterable<[slot: number, moved: Readonly<Moved>]> {
    return this.#latest;
  }

  /** Looks at rows that have been tallied. `groups` has the group of each place; absent where there are none. */
  note(
    homes: Uint32Array,
    slots: Slots,
    chunk: Chunk,
    { places, from, to }: Rows,
    firstDay: number,
    groups?: Uint32Array,
  ): void {
    const { columns } = chunk;
    const words = columns[WORD]!;
    const accounts = columns[ACCOUNT]!;
    const respondents = columns[RESPONDENT]!;
    for (let i = from; i < to; i++) {
      const row = places[i]!;
      const respondent = respondents[row]!;
      if (homes[respondent] !== SEVERAL) continue;
      const account = accounts[row]!;
      const slot = groups === undefined ? respondent : slots.slotIn(groups[i]!, respondent, account);
      this.#add(slot, keyOfDay(chunk.dayOf(row), firstDay) + words[row]!, account, words[row]! & (MARKS - 1));
    }
  }

  #add(slot: number, key: number, account: number, mark: number): void {
    const known = this.#latest.get(slot) ?? { key: 0, account, marks: new Uint32Array(MARKS) };
    this.#latest.set(slot, known);
    known.marks[mark]! += 1;
    if (key <= known.key) return;
    known.key = key;
    known.account = account;
  }
}
