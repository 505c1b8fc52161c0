import { launch, type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { CHROMIUM, QUIET } from '../bench/chromium.ts';
import { hostPage, startCollectorDouble, type HostDocument } from './collector-double.ts';
import { eventually } from './eventually.ts';

const QUIET_MS = 1_500;

// Playwright has no page kept for going back, nor one made ahead.
let browser: Browser;
beforeAll(async () => {
  browser = await launch({
    executablePath: CHROMIUM,
    args: QUIET,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    headless: true,
  });
});
afterAll(() => browser?.close());

test('a page kept by the browser comes back with its survey, whose comment was saved and goes on', async () => {
  const { page, double } = await open(() => ({ body: hostPage() }));
  await page.waitForSelector('[data-nps] >>> [role=radio]');
  await page.click('[data-nps] >>> [role=radio]:nth-child(10)');
  await page.type('[data-nps] >>> textarea', 'Fast');
  await page.evaluate(() => {
    addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
  });
  await page.goto(`${double.origin}/elsewhere`);
  await eventually(
    () => double.of('changes').map(({ body }) => body['comment']),
    (comments) => comments.at(-1) === 'Fast',
  );
  await page.goBack();
  await page.waitForFunction(() => 'persisted' in window);
  expect(await page.evaluate(() => (window as { persisted?: boolean }).persisted)).toBe(true);
  await page.type('[data-nps] >>> textarea', ' and kind');
  await page.click('[data-nps] >>> .send');
  await eventually(
    () => double.of('changes').map(({ body }) => body['comment']),
    (comments) => comments.at(-1) === 'Fast and kind',
  );
  expect(double.of('responses')).toHaveLength(1);
});

test('a page made ahead asks nobody until it is come to', async () => {
  const rules = JSON.stringify({ prerender: [{ urls: ['/next'], eagerness: 'immediate' }] });
  const { page, double } = await open(({ pathname }) =>
    pathname === '/next'
      ? { body: hostPage() }
      : {
          body: `<!doctype html><title>Invoices</title><script type="speculationrules">${rules}</script><a href="/next">Next</a>`,
        },
  );
  await eventually(
    () => double.of('config'),
    ({ length }) => length === 1,
  );
  await pause(QUIET_MS);
  expect(double.of('displays')).toEqual([]);
  await page.click('a');
  await eventually(
    () => double.of('displays'),
    ({ length }) => length === 1,
  );
  // It was not made a second time.
  expect(double.of('config')).toHaveLength(1);
});

async function open(documentAt: (url: URL) => HostDocument) {
  const double = await startCollectorDouble({ page: documentAt });
  onTestFinished(double.close);
  const page: Page = await browser.newPage();
  await page.evaluateOnNewDocument(() => {
    const attach = Reflect.get(Element.prototype, 'attachShadow');
    Element.prototype.attachShadow = function (options) {
      return Reflect.apply(attach, this, [{ ...options, mode: 'open' }]);
    };
  });
  await page.goto(double.origin);
  return { page, double };
}

function pause(ms: number): Promise<unknown> {
  return new Promise((resume) => setTimeout(resume, ms));
}
