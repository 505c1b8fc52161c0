import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Look } from '../../shared/contract/look.ts';
import { surveyFixture } from '../widget/survey-fixture.ts';
import { hostPage } from './collector-double.ts';
import { surveyRoom } from './survey-room.ts';

const NARROWEST = { width: 320, height: 640 };
/** What is left of a window of 1280 × 1024 at 400 %. */
const ZOOMED = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 };
const POSITIONS = ['bottom_right', 'bottom_left', 'bottom_bar', 'center'] as const;

const { openSurvey } = surveyRoom();

describe.concurrent('targets are at least 24 pixels wide and 44 high, and nothing is cut off', () => {
  const sizes = { '320 pixels wide': { viewport: NARROWEST }, 'at 400 %': ZOOMED };
  const cases = POSITIONS.flatMap((position) =>
    Object.entries(sizes).map(([size, options]) => ({ position, size, options })),
  );
  test.each(cases)('$position, $size', async ({ position, options }) => {
    const wording = { ...surveyFixture().wording, contact: 'May we contact you about your answer?' };
    const { page, score } = await openSurvey({ survey: { wording, look: { position, theme: 'auto' } } }, options);
    await score(3).click();
    const measured = await measure(page);
    expect(measured.targets).toBe(11 + 3 + 1);
    expect(measured.width).toBeGreaterThanOrEqual(24);
    expect(measured.height).toBeGreaterThanOrEqual(44);
    expect(measured.sideways).toBe(0);
    expect(measured.outside).toBe(0);
    expect(measured.linesUnderClose).toBe(0);
    // Every word can be scrolled to.
    await page.getByRole('button', { name: 'Send' }).click();
    const link = (await page.getByRole('link', { name: 'Talk to us' }).boundingBox())!;
    expect(link.width).toBeGreaterThanOrEqual(24);
    expect(link.height).toBeGreaterThanOrEqual(44);
  });
});

test('forced colours keep the chosen score apart from the others', async () => {
  const { page, score } = await openSurvey({}, { forcedColors: 'active' });
  await score(3).click();
  const colourOf = (n: number) => score(n).evaluate((button) => getComputedStyle(button).backgroundColor);
  const [chosen, other, another] = [await colourOf(3), await colourOf(4), await colourOf(5)];
  expect(other).toBe(another);
  expect(chosen).not.toBe(other);
  const border = await page.getByRole('dialog').evaluate((panel) => getComputedStyle(panel).borderTopStyle);
  expect(border).toBe('solid');
});

test('the survey is not printed', async () => {
  const { page, score } = await openSurvey();
  await score(0).waitFor();
  await page.emulateMedia({ media: 'print' });
  expect(await score(0).isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  expect(await score(0).isVisible()).toBe(true);
});

test('nothing moves for those who asked for less motion, and the survey rises for the others', async () => {
  expect(await animationUnder('reduce')).toBe('none');
  expect(await animationUnder('no-preference')).not.toBe('none');
});

describe.concurrent('coming, growing and going, the survey moves nothing of the page', () => {
  test.each(POSITIONS)('%s', async (position) => {
    expect(await shiftBy(position)).toBe(0);
  });

  test('and what does move is noticed: an inline survey for which no room is kept', async () => {
    expect(await shiftBy('inline')).toBeGreaterThan(0);
  });
});

async function animationUnder(reducedMotion: 'reduce' | 'no-preference'): Promise<string> {
  const { page } = await openSurvey({}, { reducedMotion });
  return page.getByRole('dialog').evaluate((panel) => getComputedStyle(panel).animationName);
}

/** The sum of layout shifts that no input excuses. */
async function shiftBy(position: Look['position']): Promise<number> {
  const body = hostPage('<section id="here"></section><p>Invoices</p>', 'data-target="#here"');
  const { page, score } = await openSurvey({ survey: { look: { position, theme: 'auto' } }, page: () => ({ body }) });
  await score(9).click();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('button', { name: 'Close' }).click();
  await score(9).waitFor({ state: 'detached' });
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          const shifts = list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[];
          for (const { value, hadRecentInput } of shifts) if (!hadRecentInput) sum += value;
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 200);
      }),
  );
}

function measure(page: Page) {
  return page.getByRole('dialog').evaluate((panel) => {
    // A box is ticked by its label too.
    const boxes = [...panel.querySelectorAll('button, .contact')].map((button) => button.getBoundingClientRect());
    const { left, top, right, bottom } = panel.getBoundingClientRect();
    const close = panel.querySelector('.close')!.getBoundingClientRect();
    const question = document.createRange();
    question.selectNodeContents(panel.querySelector('#question')!);
    const isUnderClose = (line: DOMRect) =>
      line.right > close.left && line.left < close.right && line.bottom > close.top && line.top < close.bottom;
    return {
      targets: boxes.length,
      width: Math.min(...boxes.map((box) => box.width)),
      height: Math.min(...boxes.map((box) => box.height)),
      sideways: Math.max(panel.scrollWidth - panel.clientWidth, document.documentElement.scrollWidth - innerWidth),
      linesUnderClose: [...question.getClientRects()].filter(isUnderClose).length,
      outside: Math.max(0, -left, -top, right - innerWidth, bottom - innerHeight),
    };
  });
}
