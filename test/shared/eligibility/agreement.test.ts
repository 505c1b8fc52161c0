import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageTargeting } from '../../../shared/contract/targeting.ts';
import { judgePage } from '../../../shared/eligibility/page-rules.ts';
import { DELAY, PATH, startOf, TOUCHPOINT, whyNotDue, type Page } from '../../../shared/targeting.ts';

const names = fc.constantFrom('paid', 'sent', 'closed');
const parts = fc.constantFrom('/', '/a', '/a/b', '/b', '/*', '/a*', '/*b', '/a/*');
const targetings: fc.Arbitrary<PageTargeting> = fc.record({
  touchpoints: fc.uniqueArray(names, { maxLength: 3 }),
  url_patterns: fc.uniqueArray(parts, { maxLength: 3 }),
  delay_s: fc.integer({ min: 0, max: 20 }),
});
const pages: fc.Arbitrary<Page> = fc.record({
  path: fc.constantFrom('/', '/a', '/a/b', '/b', '/ab', '/a/b/c'),
  now: fc.integer({ min: 1, max: 40_000 }),
  reachedAt: fc
    .uniqueArray(names, { maxLength: 2 })
    .map((reached) => Object.fromEntries(['', ...reached].map((name) => [name, 1]))),
});

describe('for the rules that both know', () => {
  it('the server never contradicts the page: what is due there is not refused here', () => {
    fc.assert(
      fc.property(targetings, pages, (targeting, page) => {
        const touchpoint = startOf(targeting, page) || undefined;
        const unmet = whyNotDue(targeting, page);
        const told = judgePage(targeting, { path: page.path, touchpoint });
        const refused = told.filter(({ passes }) => passes === false).map(({ rule }) => rule);
        if (unmet === undefined || unmet === DELAY) expect(refused).toEqual([]);
        if (unmet === PATH) expect(refused).toEqual(['other_path']);
      }),
      { numRuns: 2_000 },
    );
  });

  it('the page never contradicts the server: what is refused here is not due there', () => {
    fc.assert(
      fc.property(targetings, pages, names, (targeting, page, touchpoint) => {
        const told = judgePage(targeting, { path: page.path, touchpoint });
        const only = {
          ...page,
          reachedAt: { '': 1, [touchpoint]: 1 },
        };
        const unmet = whyNotDue(targeting, only);
        const first = told.find(({ passes }) => passes === false)?.rule;
        expect(first).toBe(
          { [TOUCHPOINT]: 'other_touchpoint', [PATH]: 'other_path', [DELAY]: undefined }[unmet ?? DELAY],
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
