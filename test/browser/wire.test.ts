import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchBrowser, openPage } from './browser.ts';
import { startFirstPartySite, type FirstPartySite } from './first-party-site.ts';

/** Bytes of bodies as they travel, compressed. */
const BUDGET = { loader: 1_900, config: 1_500, loaderAndView: 9_000, requestsIdle: 2, requestsShown: 4 };
const QUIET_MS = 1_500;

let site: FirstPartySite;
/** Each by somebody who was never asked. */
let visits = 0;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([
    startFirstPartySite({
      headers: {},
      html: ({ public_key }) => `<!doctype html><html lang="en"><title>Invoices</title><link rel="icon" href="data:,">
        <script async src="/w/elleve.js" data-project="${public_key}" data-user="user-${visits++}"></script>`,
    }),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

test('a page that asks nobody pays for the loader and the configuration alone', async () => {
  await site.changeSurvey({ targeting: { touchpoints: ['invoice_paid'] } });
  const traffic = await visit();
  expect(traffic.map(({ path }) => path)).toEqual(['/w/elleve.js', expect.stringMatching(/\/config$/)]);
  expect(traffic).toHaveLength(BUDGET.requestsIdle);
  expect(bytesOf(traffic, /elleve\.js$/)).toBeLessThanOrEqual(BUDGET.loader);
  expect(bytesOf(traffic, /config$/)).toBeLessThanOrEqual(BUDGET.config);
});

test.each([
  ['at once', { touchpoints: [], url_patterns: [], delay_s: 0 }],
  [
    'after a delay, on its paths, after a touchpoint',
    { touchpoints: ['invoice_paid'], url_patterns: ['/*'], delay_s: 1 },
  ],
])('a page that asks %s pays for the view and the claim too', async (_name, targeting) => {
  await site.changeSurvey({ targeting });
  const traffic = await visit((page) => page.evaluate("elleve('track', 'invoice_paid')"));
  expect(traffic.map(({ path }) => path).some((path) => path.includes('/w/view-'))).toBe(true);
  expect(traffic).toHaveLength(BUDGET.requestsShown);
  expect(bytesOf(traffic, /^\/w\//)).toBeLessThanOrEqual(BUDGET.loaderAndView);
});

interface Request {
  path: string;
  /** Of the body, as it travelled. */
  bytes: number;
}

/** All that the widget asks for on one visit, until it is quiet. */
async function visit(use: (page: Page) => Promise<unknown> = async () => {}): Promise<Request[]> {
  const traffic = new Map<string, Request>();
  const { page, close } = await openPage(browser, site.origin, {
    async prepare(fresh) {
      const session = await fresh.context().newCDPSession(fresh);
      await session.send('Network.enable');
      session.on('Network.requestWillBeSent', ({ requestId, request }) => {
        const { pathname, protocol } = new URL(request.url);
        if (protocol === 'http:' && pathname !== '/') traffic.set(requestId, { path: pathname, bytes: 0 });
      });
      session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
        const request = traffic.get(requestId);
        if (request) request.bytes += encodedDataLength;
      });
    },
  });
  onTestFinished(close);
  await page.waitForFunction('window.elleve');
  await use(page);
  await page.waitForTimeout(QUIET_MS * 2);
  await page.waitForLoadState('networkidle');
  expect([...traffic.values()].every(({ bytes }) => bytes > 0)).toBe(true);
  return [...traffic.values()];
}

function bytesOf(traffic: Request[], path: RegExp): number {
  return traffic.filter((request) => path.test(request.path)).reduce((sum, { bytes }) => sum + bytes, 0);
}
