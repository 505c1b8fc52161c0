import type { DayRange } from '../../storage.ts';
import type { DayStamps } from './day-stamps.ts';

const MOST_KEPT = 10_000;

/** The first day that a question found in its range, until that day or an earlier one changes. */
export class FirstDayMemory {
  readonly #stamps: readonly DayStamps[];
  readonly #kept = new Map<string, { first: number | undefined; stamps: number[] }>();

  /** `stamps` are of all rows that a first day may have. */
  constructor(stamps: readonly DayStamps[]) {
    this.#stamps = stamps;
  }

  of(question: string, { start, end }: DayRange, find: () => number | undefined): number | undefined {
    const key = `${start} ${end} ${question}`;
    const kept = this.#kept.get(key);
    if (kept) {
      const until = kept.first === undefined ? end : kept.first + 1;
      if (!this.#stamps.some((stamps, place) => stamps.hasChanged(start, until, kept.stamps[place]!)))
        return kept.first;
    }
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const first = find();
    this.#kept.set(key, { first, stamps: this.#stamps.map(({ now }) => now) });
    return first;
  }
}
