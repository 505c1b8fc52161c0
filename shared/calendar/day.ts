/** A local date as an integer: days since 1970-01-01. Plain calendar arithmetic; zones live in `zone.ts`. */
export type Day = number;

/** Days from `start` up to, and without, `end`. */
export interface DayRange {
  readonly start: Day;
  readonly end: Day;
}

export const DAY_MS = 86_400_000;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day of a `YYYY-MM-DD` date; undefined when the calendar has no such date. */
export function dayFromDate(date: string): Day | undefined {
  const parts = DATE.exec(date);
  if (!parts) return undefined;
  const day = dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  return dateOfDay(day) === date ? day : undefined;
}

/** `YYYY-MM-DD`. */
export function dateOfDay(day: Day): string {
  const { year, month, dayOfMonth } = civil(day);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(dayOfMonth, 2)}`;
}

/** Months and days outside their range carry over, as in "the 13th month". */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  // Date.UTC would read the years 0–99 as 1900–1999.
  return new Date(0).setUTCFullYear(year, month - 1, dayOfMonth) / DAY_MS;
}

export function civil(day: Day): { year: number; month: number; dayOfMonth: number } {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, dayOfMonth: date.getUTCDate() };
}

export function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
