import { dateOfDay } from '../../../shared/calendar/day.ts';
import type { Marker } from '../../../shared/contract/markers.ts';
import type { DayRange, Marker as StoredMarker } from '../../storage/storage.ts';
import { dayOrProblem, rangeOrProblem } from '../calendar-day.ts';

export function markerAnswer({ id, name, start, end }: StoredMarker): Marker {
  return { id, name, since: dateOfDay(start), until: end === null ? null : dateOfDay(end - 1) };
}

/** Throws `invalid_request` or `reversed_range`. */
export function storedMarker({ id, name, since, until }: Marker): StoredMarker {
  if (until === null) return { id, name, start: dayOrProblem(since, '/since'), end: null };
  return { id, name, ...rangeOrProblem(since, until, { since: '/since', until: '/until' }) };
}

const DAYS_AROUND_A_DATE = 30;

/** The marker's own days and as many before and after as asked: by default as long as the range, or thirty days. */
export function periodsAround(
  { start, end }: StoredMarker,
  asked: number | undefined,
): { before: DayRange; during: DayRange; after: DayRange } {
  const during = { start, end: end ?? start + 1 };
  const days = asked ?? (end === null ? DAYS_AROUND_A_DATE : end - start);
  return {
    before: { start: during.start - days, end: during.start },
    during,
    after: { start: during.end, end: during.end + days },
  };
}
