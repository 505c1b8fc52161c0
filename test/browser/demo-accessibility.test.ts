import axe from 'axe-core';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { launchBrowser, openPage } from './browser.ts';
import { demoPlace, startDemo, type DemoPlace, type DemoProcess } from './demo-process.ts';

const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 320, height: 640 } };

let place: DemoPlace;
let demo: DemoProcess;
let browser: Browser;

beforeAll(async () => {
  place = await demoPlace();
  [demo, browser] = await Promise.all([startDemo(place), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  place?.remove();
});

describe.each(['light', 'dark'] as const)('the demo page in %s', (colorScheme) => {
  it.each(['wide', 'narrow'] as const)('passes axe and fits, %s', async (size) => {
    const page = await visit({ colorScheme, viewport: SIZES[size] });
    await page.locator('.who summary').click();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(SIZES[size].width);
  });
});

it('is examined: a planted fault is found', async () => {
  const page = await visit({ viewport: SIZES.wide });
  await page.evaluate(() => document.querySelector('#ask')!.replaceChildren());
  expect(await violations(page)).toEqual(['button-name']);
});

async function visit(options: BrowserContextOptions) {
  // The page's policy keeps out every script that is not its own, this examiner too.
  const opened = await openPage(browser, place.site, { ...options, bypassCSP: true, reducedMotion: 'reduce' });
  onTestFinished(() => opened.close());
  const { page } = opened;
  await page.locator('.comment').first().waitFor();
  await page.evaluate(axe.source);
  return page;
}

async function violations(page: Awaited<ReturnType<typeof visit>>): Promise<string[]> {
  const { violations: found, passes } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document),
  );
  expect(passes.length).toBeGreaterThan(20);
  return found.map(({ id }) => id);
}
