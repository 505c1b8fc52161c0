import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { PageTargeting } from '../../shared/contract/targeting.ts';
import { surveyFixture } from '../widget/survey-fixture.ts';
import type { PageOptions } from './browser.ts';
import { hostPage } from './collector-double.ts';
import { surveyRoom } from './survey-room.ts';

const { openSurvey } = surveyRoom();

/** Longer than a look at the page takes. */
const QUIET_MS = 1_500;
const PHONE = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true };
const HIGH = '<div style="height:4000px">Invoices</div>';

function open(targeting: Partial<PageTargeting>, options: PageOptions = {}, body = '') {
  const survey = { targeting: { ...surveyFixture().targeting, ...targeting } };
  const head = '<meta name="viewport" content="width=device-width, initial-scale=1">';
  return openSurvey({ survey, page: () => ({ body: hostPage(body, '', head) }) }, options);
}

describe.concurrent('a survey with a rule of its own waits, and asks when it is met', () => {
  test.each<[string, Partial<PageTargeting>, body: string, meet: (page: Page) => Promise<unknown>]>([
    ['a touchpoint', { touchpoints: ['invoice_paid'] }, '', (page) => page.evaluate("elleve('track', 'invoice_paid')")],
    [
      'what is told with a touchpoint',
      { touchpoints: ['invoice_paid'], touchpoint_where: { invoice_paid: { amount: { gte: 100 } } } },
      '',
      async (page) => {
        await page.evaluate("elleve('track', 'invoice_paid', { amount: 99 })");
        await page.waitForTimeout(QUIET_MS);
        expect(await page.getByRole('radio').count()).toBe(0);
        await page.evaluate("elleve('track', 'invoice_paid', { amount: 100 })");
      },
    ],
    [
      'a path, by the History API',
      { url_patterns: ['/settings/*'] },
      '',
      (page) => page.evaluate("history.pushState(null, '', '/settings/team')"),
    ],
    [
      'a path, by the Navigation API',
      { url_patterns: ['/settings/*'] },
      '',
      (page) =>
        page.evaluate(`navigation.addEventListener('navigate', (event) => event.intercept());
          navigation.navigate('/settings/team').finished`),
    ],
    [
      'the depth of the page',
      { scroll_percent: 90 },
      HIGH,
      async (page) => {
        await page.mouse.move(200, 200);
        for (let i = 0; i < 5; i++) await page.mouse.wheel(0, 1_000);
      },
    ],
    ['the length of the visit', { session_s: 12 }, '', () => Promise.resolve()],
    [
      'a pause',
      { idle_s: 6 },
      '',
      async (page) => {
        for (let i = 0; i < 5; i++) {
          await page.keyboard.press('a');
          await page.waitForTimeout(700);
          expect(await page.getByRole('radio').count()).toBe(0);
        }
      },
    ],
    ['a window wide enough', { min_width_px: 900 }, '', (page) => page.setViewportSize({ width: 1_000, height: 600 })],
    ['a window narrow enough', { max_width_px: 700 }, '', (page) => page.setViewportSize({ width: 600, height: 600 })],
  ])('%s', async (_name, targeting, body, meet) => {
    const { page, score, double, errors } = await open(targeting, { viewport: { width: 800, height: 600 } }, body);
    await page.waitForTimeout(QUIET_MS);
    expect(double.of('config')).toHaveLength(1);
    expect(double.of('displays')).toEqual([]);
    await meet(page);
    await score(0).waitFor();
    expect(errors).toEqual([]);
  });

  test.each<[string, Partial<PageTargeting>, PageOptions, asked: number]>([
    ['a phone is asked as a phone', { devices: ['phone'] }, PHONE, 1],
    ['a phone is not asked as a desktop', { devices: ['desktop'] }, PHONE, 0],
    ['a desktop is asked as a desktop', { devices: ['desktop'] }, {}, 1],
    ['a desktop is not asked as a phone or a tablet', { devices: ['phone', 'tablet'] }, {}, 0],
  ])('%s', async (_name, targeting, options, asked) => {
    const { page, double } = await open(targeting, options);
    await page.waitForTimeout(QUIET_MS * 2);
    expect(double.of('displays')).toHaveLength(asked);
  });
});
