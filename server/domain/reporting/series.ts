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
    return buckets.map(({ label, counted, partial }, place) => ({
      label,
      since: dateOfDay(counted.start),
      until: dateOfDay(counted.end - 1),
      partial,
      ...numbers[place]!.metric,
    }));
  }
  const calendar = calendarOf(report.project);
  const others = ranges.map((range) => counterpartOf(range, compare, calendar, []));
  const pairs = await measurePairs(storage, report, ranges, others);
  return buckets.map(({ label, counted, partial }, place) => {
    const pair = pairs[place]!;
    const compared = comparisonOf(pair, report.counting.confidence);
    return {
      label,
      since: dateOfDay(counted.start),
      until: dateOfDay(counted.end - 1),
      partial,
      ...pair.current.metric,
      // Field by field: to spread a second object takes V8 a hundred times as long.
      previous: compared.previous,
      no_counterpart: compared.no_counterpart,
      difference: compared.difference,
      difference_interval: compared.difference_interval,
      p_value: compared.p_value,
      significant: compared.significant,
    };
  });
}

function countedRanges(buckets: CountedBucket[]): DayRange[] {
  return buckets.map(({ counted }) => counted);
}
