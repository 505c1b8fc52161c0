import type { Metric, ScoreFields } from '../../../shared/contract/metric.ts';
import type { AnswerGroup, DayRange, PeopleColumns, ResponseFilter, Storage } from '../../storage/storage.ts';
import { countedOf, needsOnlySums, summedOf, type Counted } from './counted.ts';
import type { Counting } from './counting.ts';
import { metricOf, plainMetricOf, scoreFields, type Yardsticks } from './metric.ts';

/** A number of one range, with what a comparison needs to know of the people behind it. */
export interface Measured {
  range: DayRange;
  metric: Metric;
  counted: Counted;
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
    storage.groupAnswers(filter, { by: [], ranges, people: true }),
    storage.groupDisplays(filter, { by: [], ranges }),
  ]);
  return ranges.map((range, place) => {
    const group = answers.find((one) => one.range === place) as AnswerGroup & { people: PeopleColumns };
    const shown = displays.find((one) => one.range === place);
    const counted = countedOf(group.people, counting);
    return { range, counted, metric: metricOf(counted, group, shown, counting, yardsticks) };
  });
}

/** The numbers alone, for whoever compares nothing: many times faster where people need not be listed. */
export async function measureMetrics(storage: Storage, report: Report, ranges: DayRange[]): Promise<Metric[]> {
  const { filter, counting, yardsticks } = report;
  if (!needsOnlySums(counting)) return (await measure(storage, report, ranges)).map(({ metric }) => metric);
  const [answers, displays] = await Promise.all([
    storage.groupAnswers(filter, { by: [], ranges, sums: true }),
    storage.groupDisplays(filter, { by: [], ranges }),
  ]);
  const shownIn = new Map(displays.map((group) => [group.range, group]));
  // One group for each range, in their order.
  return answers.map((group) => {
    const shown = shownIn.get(group.range);
    return plainMetricOf(summedOf({ ...group, sums: group.sums! }), group, shown, counting, yardsticks.levels);
  });
}

/** The score of those who proved who they are, in the same range; `null` when nobody did, or nobody else is counted anyway. */
export async function measureVerified(
  storage: Storage,
  { filter, counting }: Report,
  range: DayRange,
): Promise<ScoreFields | null> {
  if (filter.identity === 'verified') return null;
  const listed = needsOnlySums(counting) ? { sums: true } : { people: true };
  const proved: ResponseFilter = { ...filter, identity: 'verified' };
  const [group] = await storage.groupAnswers(proved, { by: [], ranges: [range], ...listed });
  const { scores, sums, people } = group!;
  if (scores.every((count) => count === 0)) return null;
  return scoreFields(sums ? summedOf({ scores, sums }) : countedOf(people!, counting), counting.confidence);
}

/** All days there are: absent bounds of a range. */
const EVER: DayRange = { start: -10_000_000, end: 10_000_000 };

export function wholeRange(days: Partial<DayRange>): DayRange {
  return { ...EVER, ...days };
}
