import { dayFromDate } from '../../shared/calendar/day.ts';
import { Problem } from '../../shared/problem.ts';
import type { DayRange } from '../storage/storage.ts';

/** The day of a date, which may have the form of one and be none: 30 February. `path` names its field. */
export function dayOrProblem(date: string, path: string): number {
  const day = dayFromDate(date);
  if (day === undefined) {
    throw new Problem('invalid_request', { errors: [{ path, message: 'is not a date of the calendar' }] });
  }
  return day;
}

/** Both dates included. Throws `invalid_request` or `reversed_range`. */
export function rangeOrProblem(since: string, until: string, paths: { since: string; until: string }): DayRange {
  const start = dayOrProblem(since, paths.since);
  const last = dayOrProblem(until, paths.until);
  if (start > last) throw new Problem('reversed_range');
  return { start, end: last + 1 };
}
