import type { DayRange } from '../../storage.ts';
import type { DayStamps } from './day-stamps.ts';

/** Some megabytes. */
const MOST_KEPT = 20_000;

interface Kept<Found> {
  found: Found;
  stamp: number;
}

/**
 * What a question found in each range, or each pair of them, until an answer or a display of one of its days changes. A past week is
 * counted once, however often a dashboard asks for it. What is answered is shared, and not to be changed.
 */
export class RangeMemory<Found> {
  readonly #stamps: DayStamps;
  #kept = new Map<string, Kept<Found>>();

  constructor(stamps: DayStamps) {
    this.#stamps = stamps;
  }

  /** `count` finds what is missing, in the order given. `question` tells questions from each other, but for their ranges. */
  of<Ranges extends readonly DayRange[]>(
    question: string,
    asked: readonly Ranges[],
    count: (missing: Ranges[]) => Found[],
  ): Found[] {
    const keys = asked.map((ranges) => keyOf(question, ranges));
    const known = keys.map((key, place) => this.#knownOf(key, asked[place]!));
    const missing = asked.filter((_, place) => known[place] === undefined);
    const counted = missing.length === 0 ? [] : count(missing);
    if (this.#kept.size + counted.length > MOST_KEPT) this.#kept = new Map();
    let next = 0;
    return known.map((kept, place) => {
      if (kept !== undefined) return kept.found;
      const found = counted[next++]!;
      this.#kept.set(keys[place]!, { found, stamp: this.#stamps.now });
      return found;
    });
  }

  /** Remembers what was found for another question on the way. */
  keep(question: string, ranges: readonly DayRange[], found: Found): void {
    if (this.#kept.size < MOST_KEPT) this.#kept.set(keyOf(question, ranges), { found, stamp: this.#stamps.now });
  }

  #knownOf(key: string, ranges: readonly DayRange[]): Kept<Found> | undefined {
    const kept = this.#kept.get(key);
    const isGood = kept && ranges.every(({ start, end }) => !this.#stamps.hasChanged(start, end, kept.stamp));
    return isGood ? kept : undefined;
  }
}

function keyOf(question: string, ranges: readonly DayRange[]): string {
  return [...ranges.flatMap(({ start, end }) => [start, end]), question].join(' ');
}
