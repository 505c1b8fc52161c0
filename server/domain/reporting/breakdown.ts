import type { BreakdownGroup, BreakdownQuery } from '../../../shared/contract/breakdown.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { npsFields } from '../../../shared/nps.ts';
import { benjaminiHochberg } from '../../../shared/statistics/benjamini-hochberg.ts';
import type { Confidence } from '../../../shared/statistics/confidence.ts';
import { differenceOf } from '../../../shared/statistics/difference.ts';
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
  const tested = shown.map(({ key, sums, rest }) => ({
    key,
    ...testedGroup(countedOf(sums, counting), restOf(sums.totals, totals, rest), counting.confidence),
  }));
  return { groups: adjustedGroups(tested, counting.confidence), hidden: groups.length - shown.length };
}

interface BrokenDownAnswers extends Omit<AnswersBrokenDown, 'key'> {
  key: BreakdownGroup['key'];
}

export type TestedGroup = Omit<BreakdownGroup, 'key' | 'p_value_adjusted'>;

export function testedGroup(group: Counted, rest: Rest, confidence: Confidence): TestedGroup {
  const { nps, nps_exact, response_count } = npsFields(rest.totals);
  const test =
    group.sample && rest.sample
      ? differenceOf(group.sample, rest.sample, { confidence, covariance: rest.covariance })
      : undefined;
  return {
    ...scoreFields(group, confidence),
    rest: { nps, nps_exact, response_count },
    difference: test?.difference ?? null,
    difference_interval: test?.interval ?? null,
    p_value: test?.pValue ?? null,
    significant: test?.significant ?? null,
  };
}

const CHANCE: Record<Confidence, number> = { 0.9: 0.1, 0.95: 0.05, 0.99: 0.01 };

/** Among twenty groups one would stand out by chance: a finding must survive the adjustment as well. */
export function adjustedGroups<Group extends TestedGroup>(
  groups: Group[],
  confidence: Confidence,
): (Group & Pick<BreakdownGroup, 'p_value_adjusted'>)[] {
  const adjustedValues = benjaminiHochberg(groups.flatMap(({ p_value }) => p_value ?? []));
  return groups.map((group) => {
    if (group.p_value === null) return { ...group, p_value_adjusted: null };
    const value = adjustedValues.shift()!;
    return { ...group, p_value_adjusted: value, significant: group.significant && value < CHANCE[confidence] };
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
