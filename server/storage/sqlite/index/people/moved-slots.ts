import { MARKS } from '../answer-word.ts';
import type { Chunk } from '../chunk.ts';
import { SEVERAL } from '../known-people.ts';
import type { Rows } from './matching-rows.ts';
import type { Slots } from './slots.ts';
import type { Grouped } from './tally-groups.ts';
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

  /** Looks at rows that have been tallied. `grouped` is absent where there are no groups. */
  note(
    homes: Uint32Array,
    slots: Slots,
    chunk: Chunk,
    { places, from, to }: Rows,
    firstDay: number,
    grouped?: Grouped,
  ): void {
    const { columns } = chunk;
    const words = columns[0]!;
    const contexts = columns[1]!;
    const accounts = columns[2]!;
    const respondents = columns[3]!;
    for (let i = from; i < to; i++) {
      const row = places[i]!;
      const respondent = respondents[row]!;
      if (homes[respondent] !== SEVERAL) continue;
      const account = accounts[row]!;
      const group = grouped && grouped.base + (grouped.groupOf?.[contexts[row]!] ?? 0);
      const slot = group === undefined ? respondent : slots.slotIn(group, respondent, account);
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
