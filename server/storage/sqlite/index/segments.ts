import type { DayRange, Grouping, ResponseFilter } from '../../storage.ts';
import { lowerBound } from './lower-bound.ts';

/** The ranges of a question, cut where any of them begins or ends, so that a row is counted once however they overlap. */
export interface Segments {
  /** Ascending; segment `i` goes from `borders[i]` to before `borders[i + 1]`. Empty when every range is. */
  borders: Int32Array;
  /** For each range the first of its segments and the one after its last. */
  ranges: { first: number; end: number }[];
  /** False for a gap between ranges. */
  wanted: boolean[];
}

/** What stands for a border that is not set. */
const FIRST_DAY = -(2 ** 30);
const END_DAY = 2 ** 30;

export function rangesOf({ days }: ResponseFilter, { ranges }: Pick<Grouping, 'ranges'>): DayRange[] {
  return ranges ?? [{ start: days.start ?? FIRST_DAY, end: days.end ?? END_DAY }];
}

/** Tells filters from each other, but for their days. */
export function questionOf({ days: _days, ...filter }: ResponseFilter): string {
  return JSON.stringify(filter);
}

export function segmentsOf(ranges: DayRange[]): Segments {
  const cuts = ranges.filter(({ start, end }) => start < end).flatMap(({ start, end }) => [start, end]);
  const borders = Int32Array.from(new Set(cuts)).sort();
  const wanted = Array<boolean>(Math.max(0, borders.length - 1)).fill(false);
  const places = ranges.map(({ start, end }) => {
    if (start >= end) return { first: 0, end: 0 };
    const place = { first: lowerBound(borders, start), end: lowerBound(borders, end) };
    wanted.fill(true, place.first, place.end);
    return place;
  });
  return { borders, ranges: places, wanted };
}
