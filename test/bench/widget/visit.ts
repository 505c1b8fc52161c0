import type { Browser, Page } from 'playwright-core';
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

/** One visit with an empty cache. */
export async function visit(browser: Browser, subject: Subject, site: Site, mode: Mode, speed: Speed): Promise<Visit> {
  const isIdle = mode === 'idle';
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER[speed] });
    const script = await scriptTime(browser, page, async () => {
      await page.goto(site.origin + (isIdle ? '/?idle' : '/'));
      if (isIdle) await page.waitForTimeout(SETTLED_MS);
      else await untilDrawn(page, subject);
    });
    const { scriptBytes, requests } = site.traffic;
    const click = !isIdle && subject.score ? await clickOn(page, subject.score) : undefined;
    const { shift, longTasks } = await page.evaluate(whatBrowserSaw, TOLD_MS);
    return { script, click, shift, longTasks, scriptBytes, requests };
  } finally {
    await context.close();
  }
}

interface Watched {
  watched: {
    clicks: number[];
    boxOf: (text: string) => { x: number; y: number } | undefined;
  };
}

/** Looks seldom: each look is a microtask of the page, a tenth of a millisecond that no visitor pays. */
async function untilDrawn(page: Page, { name, drawn }: Subject): Promise<void> {
  const deadline = Date.now() + DRAWN_WITHIN_MS;
  do {
    if (Date.now() > deadline) throw new Error(`${name} was not drawn.`);
    await page.waitForTimeout(SETTLED_MS);
  } while (!(await page.evaluate((text) => (globalThis as unknown as Watched).watched.boxOf(text), drawn)));
}

/** Milliseconds; the browser's own event timing rounds to 8. */
async function clickOn(page: Page, text: string): Promise<number> {
  const box = await page.evaluate((wanted) => (globalThis as unknown as Watched).watched.boxOf(wanted), text);
  if (!box) throw new Error(`There is no "${text}" to click on.`);
  // As a hand does it: there, down, up, each when what the one before changed has been painted. All at once, the click waits for
  // a frame of theirs, or does not, as it happens.
  await page.mouse.move(box.x, box.y);
  await page.waitForTimeout(PAINTED_MS);
  await page.mouse.click(box.x, box.y, { delay: PRESSED_MS });
  await page.waitForTimeout(PAINTED_MS);
  const clicks = await page.evaluate(() => (globalThis as unknown as Watched).watched.clicks);
  return Math.max(0, ...clicks);
}

/** In the page, before anything else: opens shadow roots and listens to clicks. */
function watch(): void {
  const attach = Reflect.get(Element.prototype, 'attachShadow');
  const roots: ParentNode[] = [document];
  Element.prototype.attachShadow = function (options) {
    const root = Reflect.apply(attach, this, [options]);
    roots.push(root);
    return root;
  };
  const watched: Watched['watched'] = {
    clicks: [],
    boxOf(text) {
      const nodes = roots.flatMap((root) => [...root.querySelectorAll('button, p, label, h1, h2, h3, div, span')]);
      const found = nodes
        .filter((node) => node.textContent?.trim() === text)
        .findLast((node) => node.getClientRects()[0]);
      const box = found?.getBoundingClientRect();
      return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    },
  };
  (globalThis as unknown as Watched).watched = watched;
  const onClick = (click: Event) =>
    requestAnimationFrame(() => {
      // A message is delivered after the frame that was being made when it was sent.
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => watched.clicks.push(performance.now() - click.timeStamp));
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
