import { dateOfDay } from '../../../shared/calendar/day.ts';
import type { Metric } from '../../../shared/contract/metric.ts';
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
    return buckets.map((bucket, place) => bucketOf(bucket, numbers[place]!.metric));
  }
  const calendar = calendarOf(report.project);
  const others = ranges.map((range) => counterpartOf(range, compare, calendar, []));
  const pairs = await measurePairs(storage, report, ranges, others);
  return buckets.map((bucket, place) => {
    const pair = pairs[place]!;
    // To spread a second object takes V8 a hundred times as long.
    return Object.assign(bucketOf(bucket, pair.current.metric), comparisonOf(pair, report.counting.confidence));
  });
}

function countedRanges(buckets: CountedBucket[]): DayRange[] {
  return buckets.map(({ counted }) => counted);
}

function bucketOf({ label, counted, partial }: CountedBucket, metric: Metric): Bucket {
  return { label, since: dateOfDay(counted.start), until: dateOfDay(counted.end - 1), partial, ...metric };
}
