import { meets } from '../../shared/conditions.ts';
import type { ConfigSurvey } from '../../shared/contract/collector.ts';
import type { TraitValue } from '../../shared/contract/common.ts';
import type { PageTargeting } from '../../shared/contract/targeting.ts';
import type { Page } from '../../shared/targeting.ts';
import type { Options } from '../loader/api.ts';
import type { Said } from '../loader/rare.ts';
import { placeOf } from '../ui/place.ts';
import { deviceHere, type Visit } from './visit.ts';

type Rule = Exclude<keyof PageTargeting, 'touchpoints' | 'url_patterns' | 'delay_s'> | 'inline';

/** The first rule that keeps a survey from this page, for now or for good, besides those that the loader judges. */
export function whyNotYet(
  { targeting, look }: ConfigSurvey,
  visit: Visit,
  now: number,
  { target }: Options,
): Rule | undefined {
  const { session_s, scroll_percent, idle_s, exit_intent, devices, min_width_px, max_width_px } = targeting;
  if (devices && !devices.includes(deviceHere())) return 'devices';
  if (innerWidth < (min_width_px ?? 0)) return 'min_width_px';
  if (innerWidth > (max_width_px ?? Infinity)) return 'max_width_px';
  if (look.position === 'inline' && !placeOf(target)) return 'inline';
  if (session_s && visit.sessionMs(now) < session_s * 1000) return 'session_s';
  if (scroll_percent && visit.scrolled() < scroll_percent) return 'scroll_percent';
  if (idle_s && visit.idleMs(now) < idle_s * 1000) return 'idle_s';
  if (exit_intent && !visit.isLeaving()) return 'exit_intent';
  return undefined;
}

/** What was reached, less the touchpoints whose properties are not what the survey asks for. */
export function reachedBy({ touchpoint_where }: PageTargeting, { reachedAt }: Page, said: Said): Page['reachedAt'] {
  if (!touchpoint_where) return reachedAt;
  const isMet = (touchpoint: string) =>
    Object.entries(touchpoint_where[touchpoint] ?? {}).every(([property, condition]) =>
      meets(condition, (said[touchpoint]?.[property] ?? undefined) as TraitValue | undefined),
    );
  const reached: Record<string, number> = {};
  for (const [touchpoint, at] of Object.entries(reachedAt)) if (isMet(touchpoint)) reached[touchpoint] = at;
  return reached;
}
