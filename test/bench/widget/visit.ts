import type { Browser, CDPSession, Page } from 'playwright-core';
import { middleOfText } from './middle-of-text.ts';
import type { Mode, Subject } from './subjects.ts';
import { scriptTime } from './script-time.ts';
import type { Site } from './site.ts';

/** By how much the browser slows the processor down. */
const SLOWER = { full: 1, slowed: 4 };
export type Speed = keyof typeof SLOWER;
export const SPEEDS: Speed[] = ['full', 'slowed'];

const DRAWN_WITHIN_MS = 30_000;
const SETTLED_MS = 1_000;
const PAINTED_MS = 500;
const PRESSED_MS = 200;
const TOLD_MS = 100;

export interface Visit {
  /** Milliseconds of processor time for scripts. */
  script: number;
  /** From a click on a score to the next paint, ms; undefined when nothing was clicked. */
  click?: number | undefined;
  shift: number;
  longTasks: number;
  scriptBytes: number;
  requests: number;
}

/** One visit with an empty cache. Nothing of ours runs in the page while its scripts are timed. */
export async function visit(browser: Browser, subject: Subject, site: Site, mode: Mode, speed: Speed): Promise<Visit> {
  const isIdle = mode === 'idle';
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER[speed] });
    const script = await scriptTime(browser, page, async () => {
      await page.goto(site.origin + (isIdle ? '/?idle' : '/'));
      if (isIdle) await page.waitForTimeout(SETTLED_MS);
      else await untilDrawn(page, session, subject);
    });
    const { scriptBytes, requests } = site.traffic;
    const click = !isIdle && subject.score ? await clickOn(page, session, subject.score) : undefined;
    const { shift, longTasks } = await page.evaluate(whatBrowserSaw, TOLD_MS);
    return { script, click, shift, longTasks, scriptBytes, requests };
  } finally {
    await context.close();
  }
}

async function untilDrawn(page: Page, session: CDPSession, { name, drawn }: Subject): Promise<void> {
  const deadline = Date.now() + DRAWN_WITHIN_MS;
  do {
    if (Date.now() > deadline) throw new Error(`${name} was not drawn.`);
    await page.waitForTimeout(SETTLED_MS);
  } while (!(await middleOfText(session, drawn)));
}

/** Milliseconds; the browser's own event timing rounds to 8. */
async function clickOn(page: Page, session: CDPSession, text: string): Promise<number> {
  const middle = await middleOfText(session, text);
  if (!middle) throw new Error(`There is no "${text}" to click on.`);
  await page.evaluate(listenToClicks);
  // As a hand does it: there, down, up, each when what the one before changed has been painted. All at once, the click waits for
  // a frame of theirs, or does not, as it happens.
  await page.mouse.move(middle.x, middle.y);
  await page.waitForTimeout(PAINTED_MS);
  await page.mouse.click(middle.x, middle.y, { delay: PRESSED_MS });
  await page.waitForTimeout(PAINTED_MS);
  return Math.max(0, ...(await page.evaluate(() => (globalThis as unknown as { clicks: number[] }).clicks)));
}

/** In the page: notes how long after each click the next frame was made. */
function listenToClicks(): void {
  const clicks: number[] = [];
  Object.assign(globalThis, { clicks });
  const onClick = (click: Event) =>
    requestAnimationFrame(() => {
      // A message is delivered after the frame that was being made when it was sent.
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => clicks.push(performance.now() - click.timeStamp));
      port1.start();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      port2.postMessage('');
    });
  addEventListener('click', onClick, { capture: true });
}

/** In the page, at the end: the browser kept its own measurements, and nobody who listened to them ran while the scripts were timed. */
async function whatBrowserSaw(toldMs: number): Promise<{ shift: number; longTasks: number }> {
  const seen = { shift: 0, longTasks: 0 };
  new PerformanceObserver((list) => (seen.longTasks += list.getEntries().length)).observe({
    type: 'longtask',
    buffered: true,
  });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
    })[]) {
      if (!hadRecentInput) seen.shift += value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
  await new Promise((told) => setTimeout(told, toldMs));
  return seen;
}
