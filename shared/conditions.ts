import type { TraitValue } from './contract/common.ts';
import type { Condition } from './contract/targeting.ts';

const DATE = /^\d{4}-\d\d-\d\d$/;

/** Whether a value, or the lack of one, is what the condition says. What is absent is equal to, before and after nothing. */
export function meets(condition: Condition, value: TraitValue | undefined): boolean {
  const { eq, in: any, exists, gt, gte, lt, lte } = condition;
  const holds = (
    bound: number | string | undefined,
    compare: (value: number | string, bound: number | string) => boolean,
  ) => bound === undefined || (isOnScaleOf(bound, value) && compare(value, bound));
  return (
    (exists === undefined || exists === (value !== undefined)) &&
    (eq === undefined || eq === value) &&
    (!any || any.includes(value!)) &&
    holds(gt, (a, b) => a > b) &&
    holds(gte, (a, b) => a >= b) &&
    holds(lt, (a, b) => a < b) &&
    holds(lte, (a, b) => a <= b)
  );
}

/** Numbers are compared with numbers and dates with dates; dates stand in order as text. */
function isOnScaleOf(bound: number | string, value: TraitValue | undefined): value is number | string {
  return typeof value === typeof bound && (typeof value === 'number' || DATE.test(value as string));
}
