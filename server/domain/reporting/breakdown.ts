import type { BreakdownGroup, BreakdownQuery } from '../../../shared/contract/breakdown.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { npsFields } from '../../../shared/nps.ts';
import { benjaminiHochberg } from '../../../shared/statistics/benjamini-hochberg.ts';
import type { Confidence } from '../../../shared/statistics/confidence.ts';
import { differenceOf, type NpsDifference } from '../../../shared/statistics/difference.ts';
import { countedOf, type Counted } from './counted.ts';
import type { AnswersBrokenDown } from '../../storage/storage.ts';
import type { Counting } from './counting.ts';
import { scoreFields } from './metric.ts';
import { NOTHING, plus, restOf, type Rest } from './rest.ts';

interface BrokenDown {
  /** Sorted, not cut. */
  groups: BreakdownGroup[];
  hidden: number;
}

/** Each group against all others. */
export function breakdownOf(groups: BrokenDownAnswers[], counting: Counting, hideSmall: boolean): BrokenDown {
  const totals = groups.map(({ sums }) => sums.totals).reduce(plus, NOTHING);
  const shown = groups.filter(({ sums }) => !hideSmall || sums.people_count >= LIMITS.smallGroup);
  const { confidence } = counting;
  const compared = shown.map(({ key, sums, rest: others }) => {
    const counted = countedOf(sums, counting);
    const rest = restOf(sums.totals, totals, others);
    return { key, counted, rest, test: testOf(counted, rest, confidence) };
  });
  const values = adjustedValues(compared.map(({ test }) => test));
  return {
    groups: compared.map(({ key, counted, rest, test }, place) => ({
      key,
      ...testedGroup(counted, rest, test, values[place]!, confidence),
    })),
    hidden: groups.length - shown.length,
  };
}

interface BrokenDownAnswers extends Omit<AnswersBrokenDown, 'key'> {
  key: BreakdownGroup['key'];
}

export type TestedGroup = Omit<BreakdownGroup, 'key'>;

/** How a group differs from all others; `undefined` where one of the two says nothing. */
export function testOf({ sample }: Counted, rest: Rest, confidence: Confidence): NpsDifference | undefined {
  if (!sample || !rest.sample) return undefined;
  return differenceOf(sample, rest.sample, { confidence, covariance: rest.covariance });
}

/** Among twenty groups one would stand out by chance: the p-values of all tests together, in their order. */
export function adjustedValues(tests: readonly (NpsDifference | undefined)[]): (number | null)[] {
  const adjusted = benjaminiHochberg(tests.flatMap((test) => test?.pValue ?? []));
  return tests.map((test) => (test ? adjusted.shift()! : null));
}

const CHANCE: Record<Confidence, number> = { 0.9: 0.1, 0.95: 0.05, 0.99: 0.01 };

/** `adjusted` is the p-value among those of all groups: a finding must survive the adjustment as well. */
export function testedGroup(
  group: Counted,
  { totals }: Rest,
  test: NpsDifference | undefined,
  adjusted: number | null,
  confidence: Confidence,
): TestedGroup {
  const { nps, nps_exact, response_count } = npsFields(totals);
  // Assigned, for to spread them takes V8 eight times as long.
  return Object.assign(scoreFields(group, confidence), {
    rest: { nps, nps_exact, response_count },
    difference: test?.difference ?? null,
    difference_interval: test?.interval ?? null,
    p_value: test?.pValue ?? null,
    p_value_adjusted: adjusted,
    significant: test === undefined || adjusted === null ? null : test.significant && adjusted < CHANCE[confidence],
  });
}

/** Groups without a score come last; equals in the order of their keys, so that the same data has the same order. */
export function sortGroups(
  groups: BreakdownGroup[],
  { sort = 'size', order = 'desc' }: Pick<BreakdownQuery, 'sort' | 'order'>,
): BreakdownGroup[] {
  const direction = order === 'asc' ? 1 : -1;
  const valueOf = (group: BreakdownGroup) => (sort === 'size' ? group.response_count : group.nps_exact);
  return groups
    .map((group) => ({ group, value: valueOf(group), text: JSON.stringify(Object.values(group.key)) }))
    .sort((a, b) => {
      if (a.value !== null && b.value !== null && a.value !== b.value) return direction * (a.value - b.value);
      if ((a.value === null) !== (b.value === null)) return a.value === null ? 1 : -1;
      return a.text < b.text ? -1 : 1;
    })
    .map(({ group }) => group);
}
