import { LIMITS } from '../limits.ts';
import { Problem } from '../problem.ts';
import { civil, dateOfDay, dayOf, digits, type Day, type DayRange } from './day.ts';

export const BUCKETS = ['day', 'week', 'month', 'quarter', 'season', 'year', 'fiscal_quarter', 'fiscal_year'] as const;
export type BucketName = (typeof BUCKETS)[number];

/** One period of a series. The label is stable: the same period has it in every answer. */
export interface Bucket extends DayRange {
  readonly label: string;
}

/** How a project counts its year: `fiscalStart` is a month, 1–12. */
export interface CalendarOptions {
  readonly hemisphere: 'north' | 'south';
  readonly fiscalStart: number;
}

export const DEFAULT_CALENDAR: CalendarOptions = { hemisphere: 'north', fiscalStart: 1 };

/** The bucket that holds a day. */
export function bucketOf(day: Day, name: BucketName, options: CalendarOptions = DEFAULT_CALENDAR): Bucket {
  if (name === 'day') return { label: dateOfDay(day), start: day, end: day + 1 };
  return name === 'week' ? isoWeek(day) : monthsAround(day, name, options);
}

/** Every bucket that touches the range, whole, in order; those at its ends may reach beyond it. */
export function bucketsIn(range: DayRange, name: BucketName, options: CalendarOptions = DEFAULT_CALENDAR): Bucket[] {
  const buckets: Bucket[] = [];
  for (let day = range.start; day < range.end; day = buckets.at(-1)!.end) {
    if (buckets.length === LIMITS.bucketsPerSeries) throw new Problem('too_many_buckets');
    buckets.push(bucketOf(day, name, options));
  }
  return buckets;
}

/** ISO 8601: weeks begin on Monday and belong to the year that holds their Thursday. */
export function isoWeek(day: Day): Bucket {
  const start = day - modulo(day + 3, 7); // day 0 was a Thursday
  const thursday = start + 3;
  const { year } = civil(thursday);
  const week = Math.floor((thursday - dayOf(year, 1, 1)) / 7) + 1;
  return { label: `${digits(year, 4)}-W${digits(week, 2)}`, start, end: start + 7 };
}

type MonthBucket = Exclude<BucketName, 'day' | 'week'>;

const MONTHS: Record<MonthBucket, number> = {
  month: 1,
  quarter: 3,
  season: 3,
  year: 12,
  fiscal_quarter: 3,
  fiscal_year: 12,
};

function monthsAround(day: Day, name: MonthBucket, options: CalendarOptions): Bucket {
  const { year, month } = civil(day);
  const sinceFirst = modulo(month - firstMonth(name, options), MONTHS[name]);
  const start = dayOf(year, month - sinceFirst, 1);
  const end = dayOf(year, month - sinceFirst + MONTHS[name], 1);
  return { label: LABELS[name](start, end - 1, options), start, end };
}

/** A month in which a bucket of this name begins; the others follow from its length. */
function firstMonth(name: MonthBucket, { fiscalStart }: CalendarOptions): number {
  if (name === 'season') return 12;
  return name === 'fiscal_quarter' || name === 'fiscal_year' ? fiscalStart : 1;
}

/** Whatever crosses New Year is named after the year in which it ends: winter in the north, a fiscal year everywhere. */
const LABELS: Record<MonthBucket, (start: Day, last: Day, options: CalendarOptions) => string> = {
  month: (start) => dateOfDay(start).slice(0, -3),
  quarter: (start) => `${yearOf(start)}-Q${quarterFrom(1, start)}`,
  season: (start, last, { hemisphere }) => `${yearOf(last)}-${SEASONS[hemisphere][quarterFrom(12, start) - 1]}`,
  year: (start) => yearOf(start),
  fiscal_quarter: (start, _last, options) => {
    const fiscalYear = bucketOf(start, 'fiscal_year', options).label;
    return `${fiscalYear}-Q${quarterFrom(options.fiscalStart, start)}`;
  },
  fiscal_year: (_start, last) => `FY${yearOf(last)}`,
};

/** From December on. */
const SEASONS = {
  north: ['winter', 'spring', 'summer', 'autumn'],
  south: ['summer', 'autumn', 'winter', 'spring'],
} as const;

function quarterFrom(month: number, start: Day): number {
  return modulo(civil(start).month - month, 12) / 3 + 1;
}

function yearOf(day: Day): string {
  return digits(civil(day).year, 4);
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
