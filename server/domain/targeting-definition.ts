import type { Targeting, TargetingChange } from '../../shared/contract/targeting.ts';
import { Problem, type FieldError } from '../../shared/problem.ts';
import { overlaid } from './overlaid.ts';

/** The targeting after a change. Throws `invalid_request`, naming each field that contradicts another. */
export function changedTargeting(before: Targeting, change: TargetingChange = {}): Targeting {
  const targeting = overlaid(before, change);
  const errors = contradictionsOf(targeting);
  if (errors.length > 0) throw new Problem('invalid_request', { errors });
  return targeting;
}

function contradictionsOf({ touchpoints, touchpoint_where, min_width_px, max_width_px }: Targeting): FieldError[] {
  const errors = Object.keys(touchpoint_where ?? {})
    .filter((name) => !touchpoints.includes(name))
    .map((name) => ({
      path: `/targeting/touchpoint_where/${name}`,
      message: 'is not one of the touchpoints of this survey',
    }));
  if (min_width_px !== undefined && max_width_px !== undefined && min_width_px > max_width_px) {
    errors.push({ path: '/targeting/max_width_px', message: 'is less than min_width_px' });
  }
  return errors;
}
