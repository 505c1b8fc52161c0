import { BUCKETS, DEFAULT_CALENDAR, bucketOf, isoWeek, type CalendarOptions } from './bucket.ts';
import { civil, dayOf, type Day, type DayRange } from './day.ts';

/**
 * What came before: the previous month of March is February, of a quarter the quarter before it. A range that is no
 * whole bucket is compared with as many days before it.
 */
export function previousPeriod(range: DayRange, options: CalendarOptions = DEFAULT_CALENDAR): DayRange {
  const { start, end } = range;
  const bucket = BUCKETS.find((name) => isSame(bucketOf(start, name, options), range));
  return bucket ? rangeOf(bucketOf(start - 1, bucket, options)) : { start: start - (end - start), end: start };
}

/**
 * The same range one year earlier. An ISO week compares with the week of that number, and week 53 with nothing (`null`,
 * `no_counterpart`); whole months stay whole months; else both dates move, 29 February to the 28th.
 */
export function previousYear(range: DayRange): DayRange | null {
  const { start, end } = range;
  if (isSame(isoWeek(start), range)) return sameWeekLastYear(start);
  if (isMonthStart(start) && isMonthStart(end)) return { start: yearBefore(start), end: yearBefore(end) };
  return { start: yearBefore(start), end: yearBefore(end - 1) + 1 };
}

function sameWeekLastYear(monday: Day): DayRange | null {
  const [, number] = isoWeek(monday).label.split('-');
  // Years have 52 weeks or 53: the counterpart is one of two.
  const candidates = [monday - 52 * 7, monday - 53 * 7].map(isoWeek);
  const week = candidates.find(({ label }) => label.endsWith(`-${number}`));
  return week ? rangeOf(week) : null;
}

function yearBefore(day: Day): Day {
  const { year, month, dayOfMonth } = civil(day);
  const lastOfMonth = dayOf(year - 1, month + 1, 0);
  return Math.min(dayOf(year - 1, month, dayOfMonth), lastOfMonth);
}

function isMonthStart(day: Day): boolean {
  return civil(day).dayOfMonth === 1;
}

function isSame(a: DayRange, b: DayRange): boolean {
  return a.start === b.start && a.end === b.end;
}

function rangeOf({ start, end }: DayRange): DayRange {
  return { start, end };
}
