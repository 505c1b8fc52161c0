import { dateOfDay } from '../../../shared/calendar/day.ts';
import type { Bucket, SeriesQuery } from '../../../shared/contract/reporting.ts';
import type { DayRange, Storage } from '../../storage/storage.ts';
import type { CountedBucket } from './buckets.ts';
import { comparisonOf, counterpartOf } from './comparison.ts';
import { needsOnlySums } from './counted.ts';
import { measure, measureMetrics } from './measure.ts';
import { calendarOf, type ResolvedReport } from './report.ts';

/** The people of so many buckets are held at once: those of a year of rolling windows would fill the memory. */
const BUCKETS_AT_ONCE = 32;

export async function seriesOf(
  storage: Storage,
  report: ResolvedReport,
  buckets: CountedBucket[],
  compare: SeriesQuery['compare'],
): Promise<Bucket[]> {
  const series: Bucket[] = [];
  const atOnce = compare === undefined && needsOnlySums(report.counting) ? Infinity : BUCKETS_AT_ONCE;
  for (let start = 0; start < buckets.length; start += atOnce) {
    const some = buckets.slice(start, start + atOnce);
    series.push(...(compare ? await compared(storage, report, some, compare) : await measured(storage, report, some)));
  }
  return series;
}

async function measured(storage: Storage, report: ResolvedReport, buckets: CountedBucket[]): Promise<Bucket[]> {
  const numbers = await measureMetrics(storage, report, countedRanges(buckets));
  return buckets.map((bucket, place) => ({ ...headOf(bucket), ...numbers[place]! }));
}

async function compared(
  storage: Storage,
  report: ResolvedReport,
  buckets: CountedBucket[],
  compare: NonNullable<SeriesQuery['compare']>,
): Promise<Bucket[]> {
  const calendar = calendarOf(report.project);
  const ranges = countedRanges(buckets);
  const others = ranges.map((range) => counterpartOf(range, compare, calendar, []));
  const numbers = await measure(storage, report, ranges);
  const otherNumbers = await measure(
    storage,
    report,
    others.filter((range) => range !== null),
  );
  return buckets.map((bucket, place) => {
    const previous = others[place] ? otherNumbers.shift()! : null;
    const current = numbers[place]!;
    return {
      ...headOf(bucket),
      ...current.metric,
      ...comparisonOf(current, previous, report.counting.confidence),
    };
  });
}

function countedRanges(buckets: CountedBucket[]): DayRange[] {
  return buckets.map(({ counted }) => counted);
}

function headOf({ label, counted, partial }: CountedBucket): Pick<Bucket, 'label' | 'since' | 'until' | 'partial'> {
  return { label, since: dateOfDay(counted.start), until: dateOfDay(counted.end - 1), partial };
}
