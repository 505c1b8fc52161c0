import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { surveyOf, VARIANTS, VIEWS, type Variant } from '../../demo/gallery/variants.ts';
import { BUILT_IN_WORDINGS } from '../../server/domain/wording/built-in-wordings.ts';
import { Look } from '../../shared/contract/look.ts';
import { launchBrowser, openPage } from './browser.ts';
import { demoPlace, startDemo, type DemoPlace, type DemoProcess } from './demo-process.ts';

const PICTURES = fileURLToPath(new URL('pictures/', import.meta.url));
const VIEWPORT = { width: 500, height: 460 };
/** Another version of the browser smooths the edges of letters in another way. */
const SAME_COLOUR = 0.2;
const MAY_DIFFER = 0.01;
const FONTS = ['Liberation Sans', 'DejaVu Sans'];
/** Set to keep what is seen as what is right. */
const keeps = process.env['KEEP_PICTURES'] !== undefined;

let place: DemoPlace;
let demo: DemoProcess;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  place = await demoPlace();
  [demo, browser] = await Promise.all([startDemo(place), launchBrowser()]);
  const opened = await openPage(browser, `${place.site}/gallery/${VARIANTS[0]!.id}`, {
    viewport: VIEWPORT,
    reducedMotion: 'reduce',
  });
  ({ page } = opened);
  await needFonts(page);
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  place?.remove();
});

describe('the survey looks as it did', () => {
  test.each(VARIANTS)('$id', async ({ id, view }) => {
    const seen = await pictureOf(id, view);
    if (keeps) return keep(id, seen);
    expect(shareThatDiffers(seen, kept(id))).toBeLessThan(MAY_DIFFER);
  });

  test('and dark on a dark device, when it follows the device', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    const seen = await pictureOf('question-auto', 'question');
    await page.emulateMedia({ colorScheme: 'light' });
    expect(shareThatDiffers(seen, kept('question-dark'))).toBeLessThan(MAY_DIFFER);
    expect(shareThatDiffers(seen, kept('question-auto'))).toBeGreaterThan(MAY_DIFFER);
  });

  test('and a picture of another survey differs', async () => {
    const seen = await pictureOf('question-light', 'question');
    expect(shareThatDiffers(seen, kept('question-dark'))).toBeGreaterThan(MAY_DIFFER);
    expect(shareThatDiffers(seen, kept('language-da'))).toBeGreaterThan(MAY_DIFFER);
  });
});

test('every view, position, theme and language is among them', () => {
  const { position, theme } = Look.properties as unknown as Record<string, { enum: string[] }>;
  expect(valuesOf(({ view }) => view)).toEqual(new Set(VIEWS));
  expect(valuesOf(({ look }) => look.position)).toEqual(new Set(position!.enum));
  expect(valuesOf(({ look }) => look.theme)).toEqual(new Set(theme!.enum));
  const locales = valuesOf(({ locale }) => locale);
  for (const language of BUILT_IN_WORDINGS.keys()) expect(locales).toContain(language);
  expect(valuesOf((variant) => surveyOf(variant).direction)).toEqual(new Set(['ltr', 'rtl']));
});

test('the gallery shows them all, each in its frame, and breaks no rule', async () => {
  const opened = await openPage(browser, `${place.site}/gallery`, { viewport: { width: 1600, height: 7_000 } });
  onTestFinished(opened.close);
  await expect.poll(() => opened.page.frames().length, { timeout: 30_000 }).toBe(VARIANTS.length + 1);
  for (const [i, { view }] of VARIANTS.entries()) {
    const frame = opened.page.frames()[i + 1]!;
    await frame.locator(`html[data-view=${view}]`).waitFor({ state: 'attached' });
  }
  expect(opened.errors).toEqual([]);
});

async function pictureOf(id: string, view: string): Promise<PNG> {
  await page.goto(`${place.site}/gallery/${id}`);
  await page.locator(`html[data-view=${view}]`).waitFor({ state: 'attached' });
  // A focused field shows a blinking caret, and the live region comes a moment later.
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  return PNG.sync.read(await page.screenshot({ caret: 'hide', animations: 'disabled' }));
}

function kept(id: string): PNG {
  const file = fileOf(id);
  if (!existsSync(file))
    throw new Error(`No picture of ${id} yet: look at the gallery, then KEEP_PICTURES=1 npx vitest …`);
  return PNG.sync.read(readFileSync(file));
}

function keep(id: string, picture: PNG): void {
  mkdirSync(dirname(fileOf(id)), { recursive: true });
  writeFileSync(fileOf(id), PNG.sync.write(picture, { colorType: 2, deflateLevel: 9 }));
}

function fileOf(id: string): string {
  return `${PICTURES}${id}.png`;
}

function shareThatDiffers(a: PNG, b: PNG): number {
  const { width, height } = a;
  return pixelmatch(a.data, b.data, undefined, width, height, { threshold: SAME_COLOUR }) / (width * height);
}

function valuesOf(of: (variant: Variant) => string): Set<string> {
  return new Set(VARIANTS.map(of));
}

/** The pictures were taken with these fonts; with others every letter differs. */
async function needFonts(anywhere: Page): Promise<void> {
  const missing = await anywhere.evaluate((fonts) => {
    const pen = document.createElement('canvas').getContext('2d')!;
    const widthIn = (font: string) => {
      pen.font = `40px ${font}`;
      return pen.measureText('How likely are you').width;
    };
    return fonts.filter((font) => widthIn(`'${font}', monospace`) === widthIn('monospace'));
  }, FONTS);
  if (missing.length > 0) {
    throw new Error(`Missing fonts: ${missing.join(', ')}. apt-get install fonts-liberation fonts-dejavu-core.`);
  }
}
