import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { additionsTo } from './compare.ts';
import { HOSTS } from './hosts.ts';
import { PLANTED_FAULTS } from './planted-faults.ts';

const FEWEST_HOSTS = 20;
const MOST_REQUESTS = 4;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('a page with the widget is the page without it', () => {
  test('there are enough of them', () => {
    expect(HOSTS.length).toBeGreaterThanOrEqual(FEWEST_HOSTS);
    expect(new Set(HOSTS.map(({ name }) => name)).size).toBe(HOSTS.length);
  });

  test.each(HOSTS)('$name', async (host) => {
    const { requests, ...additions } = await additionsTo(browser, host);
    expect(additions).toEqual({
      errors: [],
      changes: [],
      leftovers: 0,
      globals: host.hasOwnGlobal ? [] : ['elleve'],
      shift: 0,
      longTasks: 0,
      scores: host.isSilent ? [] : [9],
    });
    expect(requests).toBeGreaterThan(0);
    // A device that may remember loads the rare parts.
    expect(requests).toBeLessThanOrEqual(MOST_REQUESTS + (host.attributes?.includes('data-storage') ? 1 : 0));
  });
});

describe('a widget is caught that', () => {
  const plain = HOSTS[0]!;
  test.each(PLANTED_FAULTS)('$name', async ({ code, shows }) => {
    const additions = await additionsTo(browser, plain, code);
    expect(shows(additions)).toBe(true);
  });
});
