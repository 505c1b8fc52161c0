import type { PageTargeting } from './contract/targeting.ts';

/** What a page knows about itself; every time is on one monotonic clock, in milliseconds above zero. */
export interface Page {
  path: string;
  now: number;
  /** When each touchpoint was last reached; the opening of the page goes by the empty name. */
  reachedAt: Readonly<Record<string, number>>;
}

/** The condition that a page does not meet (yet); numbers, because every page pays for them. */
export const TOUCHPOINT = 1;
export const PATH = 2;
export const DELAY = 3;
export type Unmet = typeof TOUCHPOINT | typeof PATH | typeof DELAY;

/** The first condition that keeps a survey from being asked on this page now; `undefined` when it is due. */
export function whyNotDue(targeting: PageTargeting, page: Page): Unmet | undefined {
  const { url_patterns, delay_s } = targeting;
  const from = page.reachedAt[startOf(targeting, page)!];
  if (!from) return TOUCHPOINT;
  if (url_patterns[0] && !url_patterns.some((pattern) => matchesPath(pattern, page.path))) return PATH;
  return page.now - from < delay_s * 1000 ? DELAY : undefined;
}

/**
 * The touchpoint from which a survey counts its delay: one of its own that was reached, or the opening of the page. By its number:
 * a touchpoint may be called `constructor`.
 */
export function startOf({ touchpoints }: PageTargeting, { reachedAt }: Pick<Page, 'reachedAt'>): string | undefined {
  return touchpoints[0] ? touchpoints.find((name) => reachedAt[name]! > 0) : '';
}

/**
 * `*` stands for any run of characters. The parts between are sought from left to right (a regular expression could
 * backtrack for seconds); a line feed, which no path holds, pins the first and the last part to the ends.
 */
export function matchesPath(pattern: string, path: string): boolean {
  let at = 0;
  return `\n${pattern}\n`
    .split('*')
    .every((part) => (at = `\n${path}\n`.indexOf(part, at) + part.length) >= part.length);
}
