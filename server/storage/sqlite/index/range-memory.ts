import type { DayRange } from '../../storage.ts';
import type { DayStamps } from './day-stamps.ts';

/** Some megabytes. */
const MOST_KEPT = 20_000;

interface Kept<Group> {
  group: Group;
  stamp: number;
}

/**
 * What a question found in each range, until an answer or a display of one of its days changes. A past week is counted once,
 * however often a dashboard asks for it.
 */
export class RangeMemory<Group extends { range: number }> {
  readonly #stamps: DayStamps;
  #kept = new Map<string, Kept<Group>>();

  constructor(stamps: DayStamps) {
    this.#stamps = stamps;
  }

  /** `count` finds one group for each range it is given, in their order. `question` tells questions from each other, but for their ranges. */
  of(question: string, ranges: DayRange[], count: (ranges: DayRange[]) => Group[]): Group[] {
    const keys = ranges.map(({ start, end }) => `${start} ${end} ${question}`);
    const known = keys.map((key, place) => this.#knownOf(key, ranges[place]!));
    const missing = ranges.filter((_, place) => known[place] === undefined);
    const counted = missing.length === 0 ? [] : count(missing);
    if (this.#kept.size + counted.length > MOST_KEPT) this.#kept = new Map();
    let next = 0;
    return known.map((group, range) => {
      const found = group ?? counted[next++]!;
      if (group === undefined) this.#kept.set(keys[range]!, { group: found, stamp: this.#stamps.now });
      return { ...found, range };
    });
  }

  #knownOf(key: string, { start, end }: DayRange): Group | undefined {
    const kept = this.#kept.get(key);
    return kept && !this.#stamps.hasChanged(start, end, kept.stamp) ? kept.group : undefined;
  }
}
