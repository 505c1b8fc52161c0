import { dateOfDay } from '../../../shared/calendar/day.ts';
import type { Bucket, SeriesQuery } from '../../../shared/contract/reporting.ts';
import type { DayRange, Storage } from '../../storage/storage.ts';
import type { CountedBucket } from './buckets.ts';
import { comparisonOf, counterpartOf } from './comparison.ts';
import { measure, measurePairs } from './measure.ts';
import { calendarOf, type ResolvedReport } from './report.ts';

export async function seriesOf(
  storage: Storage,
  report: ResolvedReport,
  buckets: CountedBucket[],
  compare: SeriesQuery['compare'],
): Promise<Bucket[]> {
  const ranges = countedRanges(buckets);
  if (compare === undefined) {
    const numbers = await measure(storage, report, ranges);
    return buckets.map((bucket, place) => ({ ...headOf(bucket), ...numbers[place]!.metric }));
  }
  const calendar = calendarOf(report.project);
  const others = ranges.map((range) => counterpartOf(range, compare, calendar, []));
  const pairs = await measurePairs(storage, report, ranges, others);
  return buckets.map((bucket, place) => ({
    ...headOf(bucket),
    ...pairs[place]!.current.metric,
    ...comparisonOf(pairs[place]!, report.counting.confidence),
  }));
}

function countedRanges(buckets: CountedBucket[]): DayRange[] {
  return buckets.map(({ counted }) => counted);
}

function headOf({ label, counted, partial }: CountedBucket): Pick<Bucket, 'label' | 'since' | 'until' | 'partial'> {
  return { label, since: dateOfDay(counted.start), until: dateOfDay(counted.end - 1), partial };
}
