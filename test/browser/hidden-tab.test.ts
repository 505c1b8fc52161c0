import { launch, type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { CHROMIUM, QUIET } from '../bench/chromium.ts';
import { startCollectorDouble } from './collector-double.ts';
import { eventually } from './eventually.ts';
import { surveyFixture } from '../widget/survey-fixture.ts';

const DELAY_S = 5;
const HIDDEN_MS = 7_000;
/** What is left of the delay when the tab is seen again is well above this. */
const SEEN_AGAIN_MS = 1_500;

// Playwright has every page believe that it is seen.
let browser: Browser;
let other: Page;
beforeAll(async () => {
  browser = await launch({ executablePath: CHROMIUM, args: QUIET, headless: true });
  [other] = (await browser.pages()) as [Page];
});
afterAll(() => browser?.close());

test('no delay passes while another tab is seen', async () => {
  const { page, claims } = await openSurvey(DELAY_S);
  await pause(1_000);
  await other.bringToFront();
  expect(await page.evaluate(() => document.visibilityState)).toBe('hidden');
  await pause(HIDDEN_MS);
  await page.bringToFront();
  await pause(SEEN_AGAIN_MS);
  expect(claims()).toEqual([]);
  await eventually(claims, ({ length }) => length === 1);
}, 40_000);

test('nobody is asked in a tab that was opened behind another, until it is come to', async () => {
  const { page, claims, config } = await openSurvey(0, { isBehind: true });
  await eventually(config, ({ length }) => length === 1);
  await pause(SEEN_AGAIN_MS);
  expect(await page.evaluate(() => document.visibilityState)).toBe('hidden');
  expect(claims()).toEqual([]);
  await page.bringToFront();
  await eventually(claims, ({ length }) => length === 1);
});

test('nothing of the widget runs while another tab is seen', async () => {
  const { page } = await openSurvey(60, { prepare: countWork });
  const work = () => page.evaluate(() => (globalThis as unknown as { work: number }).work);
  await eventually(work, (count) => count > 1);
  await other.bringToFront();
  // What was under way comes to its end.
  await pause(SEEN_AGAIN_MS);
  const before = await work();
  await pause(HIDDEN_MS);
  expect(await work()).toBe(before);
  await page.bringToFront();
  await eventually(work, (count) => count > before);
}, 40_000);

interface How {
  isBehind?: boolean;
  /** Runs in the page before anything else. */
  prepare?: () => void;
}

async function openSurvey(delay_s: number, { isBehind = false, prepare = () => {} }: How = {}) {
  const { targeting } = surveyFixture();
  const double = await startCollectorDouble({ survey: { targeting: { ...targeting, delay_s } } });
  onTestFinished(double.close);
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await (isBehind ? other : page).bringToFront();
  await page.evaluateOnNewDocument(prepare);
  await page.goto(double.origin);
  return { page, claims: () => double.of('displays'), config: () => double.of('config') };
}

function pause(ms: number): Promise<unknown> {
  return new Promise((resume) => setTimeout(resume, ms));
}

/** Runs in the page: counts what timers and frames set going. */
function countWork(): void {
  const here = globalThis as unknown as Record<
    string,
    (work: (...given: unknown[]) => void, ...rest: unknown[]) => unknown
  >;
  Object.assign(globalThis, { work: 0 });
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback']) {
    const asIs = here[name]!;
    here[name] = (work, ...rest) =>
      asIs(
        (...given) => {
          (globalThis as unknown as { work: number }).work++;
          work(...given);
        },
        ...rest,
      );
  }
}
