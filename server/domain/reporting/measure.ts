import type { Metric, ScoreFields } from '../../../shared/contract/metric.ts';
import type { SharedPeople } from '../../../shared/statistics/shared-people.ts';
import type { DayRange, ResponseFilter, Storage } from '../../storage/storage.ts';
import { countedOf, type Counted } from './counted.ts';
import type { Counting } from './counting.ts';
import { metricOf, scoreFields, type Yardsticks } from './metric.ts';

/** A number of one range. */
export interface Measured {
  range: DayRange;
  metric: Metric;
  counted: Counted;
}

/** A number and the one it is compared with, `null` where there is none, and whoever is in both. */
export interface MeasuredPair {
  current: Measured;
  previous: (Measured & { shared: SharedPeople }) | null;
}

export interface Report {
  filter: ResponseFilter;
  counting: Counting;
  yardsticks: Yardsticks;
}

/** Counts each range by itself, in their order. */
export async function measure(
  storage: Storage,
  { filter, counting, yardsticks }: Report,
  ranges: DayRange[],
): Promise<Measured[]> {
  const [answers, displays] = await Promise.all([
    storage.countAnswers(filter, counting, ranges),
    storage.groupDisplays(filter, { by: [], ranges }),
  ]);
  const shownIn = new Map(displays.map((group) => [group.range, group]));
  return ranges.map((range, place) => {
    const answered = answers[place]!;
    const counted = countedOf(answered.sums, counting);
    return { range, counted, metric: metricOf(counted, answered, shownIn.get(place), counting, yardsticks) };
  });
}

/** Each range with the one of the same place. */
export async function measurePairs(
  storage: Storage,
  report: Report,
  ranges: DayRange[],
  others: (DayRange | null)[],
): Promise<MeasuredPair[]> {
  const pairs = ranges.flatMap((range, place): [DayRange, DayRange][] => {
    const other = others[place];
    return other ? [[range, other]] : [];
  });
  // First, for the store counts both ranges on the way.
  const shared = await storage.sharedPeople(report.filter, pairs, report.counting);
  const numbers = await measure(storage, report, [...ranges, ...pairs.map(([, other]) => other)]);
  let next = 0;
  return ranges.map((_, place) => {
    const current = numbers[place]!;
    if (!others[place]) return { current, previous: null };
    const previous = { ...numbers[ranges.length + next]!, shared: shared[next]! };
    next += 1;
    return { current, previous };
  });
}

/** The score of those who proved who they are, in the same range; `null` when nobody did, or nobody else is counted anyway. */
export async function measureVerified(
  storage: Storage,
  { filter, counting }: Report,
  range: DayRange,
): Promise<ScoreFields | null> {
  if (filter.identity === 'verified') return null;
  const [answered] = await storage.countAnswers({ ...filter, identity: 'verified' }, counting, [range]);
  const { scores, sums } = answered!;
  return scores.every((count) => count === 0) ? null : scoreFields(countedOf(sums, counting), counting.confidence);
}

/** All days there are: absent bounds of a range. */
const EVER: DayRange = { start: -10_000_000, end: 10_000_000 };

export function wholeRange(days: Partial<DayRange>): DayRange {
  return { ...EVER, ...days };
}
