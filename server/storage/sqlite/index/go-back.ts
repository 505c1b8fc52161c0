import type { DayRange } from '../../storage.ts';
import type { Selection } from './selection.ts';

/**
 * Looks at the days of a range from the last one on backwards, more of them each time, until `look` says that it has enough. Answers with
 * the first day that was looked at.
 */
export function goBack({ start, end }: DayRange, look: (days: DayRange) => boolean): number {
  let before = end;
  for (let days = 1; before > start; days *= 2) {
    const from = Math.max(start, before - days);
    const isEnough = look({ start: from, end: before });
    before = from;
    if (!isEnough) continue;
    // Where clocks were put back over midnight, a day holds answers that are older than the last ones of the day before.
    if (before > start) look({ start: before - 1, end: before });
    return Math.max(start, before - 1);
  }
  return before;
}

/** The days of the range that may hold answers. */
export function answeredDays({ surveys }: Selection, { start, end }: DayRange): DayRange {
  const there = surveys.map(({ columns }) => columns.answers.days);
  return {
    start: Math.max(start, Math.min(...there.map((days) => days.start))),
    end: Math.min(end, Math.max(...there.map((days) => days.end))),
  };
}
