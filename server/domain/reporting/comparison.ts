import { dateOfDay } from '../../../shared/calendar/day.ts';
import { previousPeriod, previousYear } from '../../../shared/calendar/comparison.ts';
import type { CalendarOptions } from '../../../shared/calendar/bucket.ts';
import type { Comparison, Difference } from '../../../shared/contract/metric.ts';
import { Problem } from '../../../shared/problem.ts';
import type { Confidence } from '../../../shared/statistics/confidence.ts';
import { differenceOf } from '../../../shared/statistics/difference.ts';
import { sharedCovariance, type SharedPeople } from '../../../shared/statistics/shared-people.ts';
import type { DayRange, Marker, Storage } from '../../storage/storage.ts';
import { rangeOrProblem } from '../calendar-day.ts';
import type { Counted } from './counted.ts';
import type { MeasuredPair } from './measure.ts';
import { calendarOf, type ResolvedReport } from './report.ts';

/** The counterpart of a report's own range. Throws `range_needed` when that is open, and what `counterpartOf` throws. */
export async function rangeToCompare(
  storage: Storage,
  { filter, project }: ResolvedReport,
  compare: string,
): Promise<DayRange | null> {
  const { start, end } = filter.days;
  if (start === undefined || end === undefined) throw new Problem('range_needed');
  return counterpartOf({ start, end }, compare, calendarOf(project), await storage.listMarkers(project.id));
}

/**
 * The range to compare with; `null` when the other year has none. Throws `overlapping_ranges`, for what both ranges count
 * cannot tell them apart, `unknown_marker`, `reversed_range` or `invalid_request`.
 */
export function counterpartOf(
  range: DayRange,
  compare: string,
  calendar: CalendarOptions,
  markers: Marker[],
): DayRange | null {
  const other = otherRange(range, compare, calendar, markers);
  if (other && other.start < range.end && range.start < other.end) throw new Problem('overlapping_ranges');
  return other;
}

function otherRange(range: DayRange, compare: string, calendar: CalendarOptions, markers: Marker[]): DayRange | null {
  if (compare === 'previous_period') return previousPeriod(range, calendar);
  if (compare === 'previous_year') return previousYear(range);
  if (compare.startsWith('marker:')) return rangeOfMarker(compare.slice('marker:'.length), range, markers);
  const [since = '', until = ''] = compare.split('..');
  return rangeOrProblem(since, until, { since: 'compare', until: 'compare' });
}

/** The marker's own range; for a single date, as many days before it as the range has. */
function rangeOfMarker(id: string, range: DayRange, markers: Marker[]): DayRange {
  const marker = markers.find((one) => one.id === id);
  if (!marker) throw new Problem('unknown_marker');
  const { start, end } = marker;
  return end === null ? { start: start - (range.end - range.start), end: start } : { start, end };
}

export function comparisonOf({ current, previous }: MeasuredPair, confidence: Confidence): Comparison {
  return {
    previous: previous && {
      since: dateOfDay(previous.range.start),
      until: dateOfDay(previous.range.end - 1),
      ...previous.metric,
    },
    no_counterpart: previous === null,
    ...differenceBetween(current.counted, previous?.counted, previous?.shared, confidence),
  };
}

/** All `null` when one of the two has no answers. */
export function differenceBetween(
  current: Pick<Counted, 'totals' | 'sample'>,
  previous: Pick<Counted, 'totals' | 'sample'> | undefined,
  shared: SharedPeople | undefined,
  confidence: Confidence,
): Difference {
  if (!current.sample || !previous?.sample || !shared) {
    return { difference: null, difference_interval: null, p_value: null, significant: null };
  }
  const covariance = sharedCovariance(shared, current.totals.responses, previous.totals.responses);
  const { difference, interval, pValue, significant } = differenceOf(current.sample, previous.sample, {
    confidence,
    covariance,
  });
  return { difference, difference_interval: interval, p_value: pValue, significant };
}
