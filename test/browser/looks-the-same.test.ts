import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hostPage } from './collector-double.ts';
import { surveyRoom } from './survey-room.ts';

const VIEWPORT = { width: 800, height: 600 };

const { openSurvey } = surveyRoom();
let undisturbed: Promise<object[]> | undefined;

describe.concurrent('the survey looks the same on a page that', () => {
  test.each([
    ['unsets everything', ':not(body) { all: unset !important }'],
    ['hides what it does not know', 'html > div { display: none !important }'],
    [
      'moves everything',
      ':not(html) { transform: rotate(3deg) !important; position: static !important; zoom: 2 !important }',
    ],
    ['colours everything', '* { color: red !important; font-size: 40px !important; background: lime !important }'],
    [
      'resets hard',
      '*, ::before, ::after { margin: 9px !important; padding: 9px !important; border: 3px solid !important }',
    ],
  ])('%s', async (_name, css) => {
    expect(await lookUnder(css)).toEqual(await (undisturbed ??= lookUnder('')));
  });
});

async function lookUnder(css: string): Promise<object[]> {
  const body = hostPage('', '', `<style>${css}</style>`);
  const { page } = await openSurvey({ page: () => ({ body }) }, { viewport: VIEWPORT });
  await page
    .getByRole('status')
    .filter({ hasText: /^How likely/ })
    .waitFor();
  const look = await lookOfSurvey(page);
  expect(look.length).toBeGreaterThan(15);
  return look;
}

/** What somebody would see, measured. */
function lookOfSurvey(page: Page): Promise<object[]> {
  return page.evaluate(() => {
    const root = [...document.querySelectorAll('html > div')].find((node) => node.shadowRoot)!.shadowRoot!;
    return [...root.querySelectorAll('.panel, .panel *')].map((node) => {
      const { left, top, width, height } = node.getBoundingClientRect();
      const { color, backgroundColor, fontSize, fontWeight, textAlign, cursor } = getComputedStyle(node);
      return { left, top, width, height, color, backgroundColor, fontSize, fontWeight, textAlign, cursor };
    });
  });
}
