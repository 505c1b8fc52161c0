import { bucketsIn, type Bucket, type CalendarOptions } from '../../../shared/calendar/bucket.ts';
import { dateOfDay } from '../../../shared/calendar/day.ts';
import type { BucketKind } from '../../../shared/contract/reporting.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { Problem } from '../../../shared/problem.ts';
import type { DayRange } from '../../storage/storage.ts';

/** A bucket as it is counted: within the range, or, when it rolls, reaching back beyond its begin. */
export interface CountedBucket {
  label: string;
  counted: DayRange;
  partial: boolean;
}

const ROLLING_DAYS = { 'rolling:30d': 30, 'rolling:90d': 90 } as const;

/** Throws `too_many_buckets`. */
export function countedBuckets(
  range: DayRange,
  kind: BucketKind,
  today: number,
  calendar: CalendarOptions,
): CountedBucket[] {
  if (kind === 'rolling:30d' || kind === 'rolling:90d') return rollingBuckets(range, ROLLING_DAYS[kind], today);
  return bucketsIn(range, kind, calendar).map((bucket) => ({
    label: bucket.label,
    counted: { start: Math.max(bucket.start, range.start), end: Math.min(bucket.end, range.end) },
    partial: isCut(bucket, range) || today < bucket.end,
  }));
}

/** One for every day of the range: that day and those before it. */
function rollingBuckets({ start, end }: DayRange, days: number, today: number): CountedBucket[] {
  if (end - start > LIMITS.bucketsPerSeries) throw new Problem('too_many_buckets');
  return Array.from({ length: end - start }, (_, place) => ({
    label: dateOfDay(start + place),
    counted: { start: start + place - days + 1, end: start + place + 1 },
    partial: start + place >= today,
  }));
}

function isCut(bucket: Bucket, range: DayRange): boolean {
  return bucket.start < range.start || bucket.end > range.end;
}
