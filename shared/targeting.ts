import type { Targeting } from './contract/surveys.ts';

/** What a page knows about itself; every time is on one monotonic clock, in milliseconds. */
export interface Page {
  path: string;
  now: number;
  openedAt: number;
  /** When each touchpoint was last reached here. */
  touchpoints: ReadonlyMap<string, number>;
}

/** The condition that a page does not meet (yet). */
export type Unmet = 'touchpoint' | 'path' | 'delay';

/** The first condition that keeps a survey from being asked on this page now; `undefined` when it is due. */
export function whyNotDue({ touchpoints, url_patterns, delay_s }: Targeting, page: Page): Unmet | undefined {
  const from = touchpoints.length ? page.touchpoints.get(reached(touchpoints, page) ?? '') : page.openedAt;
  if (from === undefined) return 'touchpoint';
  if (url_patterns.length && !url_patterns.some((pattern) => matchesPath(pattern, page.path))) return 'path';
  return page.now - from < delay_s * 1000 ? 'delay' : undefined;
}

/** The touchpoint of a survey that this page reached, if any. */
export function reached(touchpoints: readonly string[], page: Pick<Page, 'touchpoints'>): string | undefined {
  return touchpoints.find((name) => page.touchpoints.has(name));
}

/**
 * `*` stands for any run of characters. The parts between are sought from left to right (a regular expression could
 * backtrack for seconds); a line feed, which no path holds, pins the first and the last part to the ends.
 */
export function matchesPath(pattern: string, path: string): boolean {
  const text = `\n${path}\n`;
  let at = 0;
  return `\n${pattern}\n`.split('*').every((part) => {
    at = text.indexOf(part, at) + part.length;
    return at >= part.length;
  });
}
