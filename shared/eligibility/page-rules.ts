import type { PageTargeting } from '../contract/targeting.ts';
import type { Device } from '../contract/common.ts';
import { matchesPath } from '../targeting.ts';
import type { Inputs } from './ask.ts';

/** What is known of a page away from it; what is not given is not judged. */
export interface KnownPage {
  path?: string | undefined;
  touchpoint?: string | undefined;
  device?: Device | undefined;
}

export const PAGE_REFUSALS = ['other_touchpoint', 'other_path', 'other_device'] as const;
export type PageRefusal = (typeof PAGE_REFUSALS)[number];

/** A rule that the page judges: `passes` is null where only the page itself can tell. */
export interface PageVerdict {
  rule: PageRefusal | keyof PageTargeting;
  passes: boolean | null;
  inputs: Inputs;
}

/** The rules of a survey that a page judges by itself, as far as they can be judged elsewhere, in the page's order. */
export function judgePage(targeting: PageTargeting, page: KnownPage): PageVerdict[] {
  const { touchpoints, url_patterns, delay_s, touchpoint_where, devices, ...others } = targeting;
  const verdicts: PageVerdict[] = [];
  if (touchpoints.length > 0) {
    const passes = page.touchpoint === undefined ? null : touchpoints.includes(page.touchpoint);
    verdicts.push({ rule: 'other_touchpoint', passes, inputs: { touchpoints, touchpoint: page.touchpoint ?? null } });
  }
  if (url_patterns.length > 0) {
    const { path } = page;
    const passes = path === undefined ? null : url_patterns.some((pattern) => matchesPath(pattern, path));
    verdicts.push({ rule: 'other_path', passes, inputs: { url_patterns, url_path: path ?? null } });
  }
  if (devices) {
    const passes = page.device === undefined ? null : devices.includes(page.device);
    verdicts.push({ rule: 'other_device', passes, inputs: { devices, device: page.device ?? null } });
  }
  const untold = { ...(delay_s > 0 && { delay_s }), ...(touchpoint_where && { touchpoint_where }), ...others };
  for (const [rule, value] of Object.entries(untold)) {
    verdicts.push({ rule: rule as keyof PageTargeting, passes: null, inputs: { [rule]: value } });
  }
  return verdicts;
}
