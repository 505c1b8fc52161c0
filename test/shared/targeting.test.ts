import { describe, expect, test } from 'vitest';
import { DELAY, matchesPath, PATH, startOf, TOUCHPOINT, whyNotDue, type Page } from '../../shared/targeting.ts';

const always = { touchpoints: [], url_patterns: [], delay_s: 0 };
const page = (changes: Partial<Page> = {}): Page => ({
  path: '/invoices/17',
  now: 60_000,
  reachedAt: { '': 1_000 },
  ...changes,
});

describe('matchesPath', () => {
  test.each([
    ['/invoices', '/invoices', true],
    ['/invoices', '/invoices/17', false],
    ['/invoices', '/all/invoices', false],
    ['/invoices/*', '/invoices/17', true],
    ['/invoices/*', '/invoices/', true],
    ['/invoices/*', '/invoices', false],
    ['/*/settings', '/team/42/settings', true],
    ['/*/settings', '/team/42/settings/', false],
    ['/a*b*c', '/a-b-c', true],
    ['/a*b*c', '/a-c-b', false],
    ['/a*b*c', '/abc', true],
    ['/ab*ba', '/aba', false],
    ['/*', '/', true],
    ['/**', '/anything', true],
    ['/x**', '/y', false],
    ['/a.c', '/abc', false],
    ['/(a+)+', '/(a+)+', true],
  ])('%s at %s: %s', (pattern, path, expected) => {
    expect(matchesPath(pattern, path)).toBe(expected);
  });

  test('stays fast on a pattern that would make a regular expression backtrack', () => {
    const before = performance.now();
    expect(matchesPath(`/${'*a'.repeat(500)}b`, `/${'a'.repeat(1_000)}`)).toBe(false);
    expect(performance.now() - before).toBeLessThan(200);
  });
});

describe('whyNotDue', () => {
  test.each([
    ['no condition', {}, {}, undefined],
    ['a path that matches', { url_patterns: ['/x', '/invoices/*'] }, {}, undefined],
    ['a path that does not match', { url_patterns: ['/x'] }, {}, PATH],
    ['a delay since the page opened that has passed', { delay_s: 59 }, {}, undefined],
    ['a delay that has not passed', { delay_s: 60 }, {}, DELAY],
    ['a touchpoint that was not reached', { touchpoints: ['paid'] }, {}, TOUCHPOINT],
    ['a touchpoint that was reached', { touchpoints: ['sent', 'paid'] }, { reachedAt: { paid: 50_000 } }, undefined],
    ['a delay since the touchpoint', { touchpoints: ['paid'], delay_s: 20 }, { reachedAt: { paid: 50_000 } }, DELAY],
  ])('%s', (_name, targeting, changes, expected) => {
    expect(whyNotDue({ ...always, ...targeting }, page(changes))).toBe(expected);
  });
});

test('names the touchpoint from which the delay counts, the empty one for the page itself', () => {
  const here = page({
    reachedAt: { '': 1, paid: 2 },
  });
  expect(startOf({ ...always, touchpoints: ['sent', 'paid'] }, here)).toBe('paid');
  expect(startOf({ ...always, touchpoints: ['sent'] }, here)).toBeUndefined();
  expect(startOf(always, here)).toBe('');
});
