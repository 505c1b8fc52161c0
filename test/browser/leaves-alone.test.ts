import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hostPage, startCollectorDouble } from './collector-double.ts';
import { openPage } from './browser.ts';
import { surveyRoom } from './survey-room.ts';

const { openSurvey, browser } = surveyRoom();

const DELAY_S = 2;
/** Well below the delay: a delay that began anew with the path would never be over. */
const ROUTES_EVERY_MS = 300;

test('a delay goes on while a router changes the path, by either of the two ways', async () => {
  const { page, score } = await openSurvey(
    { survey: { targeting: { touchpoints: [], url_patterns: [], delay_s: DELAY_S } } },
    { prepare: (opened) => opened.addInitScript(route, ROUTES_EVERY_MS) },
  );
  await score(0).waitFor();
  const path = () => page.evaluate(() => location.pathname);
  const before = await path();
  await expect.poll(path).not.toBe(before);
  expect(await score(0).isVisible()).toBe(true);
});

describe('of what the page shares with everybody', () => {
  test('nothing is replaced, from the loader to the thanks', async () => {
    expect(await replacedBy()).toEqual([]);
  });

  test('a replacement would be noticed', async () => {
    const planted = `history.pushState = function () {}; window.fetch = (...a) => a; Element.prototype.remove = () => {};`;
    expect(await replacedBy(planted)).toEqual(['window.fetch', 'history.pushState', 'Element.prototype.remove']);
  });
});

test('a survey that has gone listens to nothing of the page any more', async () => {
  const { page, score } = await openSurvey();
  await score(3).click();
  await page.getByRole('textbox').fill('Too slow');
  expect(await heardBy(page)).toEqual(
    expect.arrayContaining([
      'document keydown',
      'document visibilitychange',
      'window pagehide',
      'visualViewport resize',
    ]),
  );
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => page.evaluate(() => document.querySelector('[data-nps]'))).toBeNull();
  await expect.poll(() => heardBy(page)).toEqual([]);
});

/** What anybody listens to of what all on a page share, as the browser itself knows it. */
async function heardBy(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const heard: string[] = [];
  for (const expression of ['window', 'document', 'visualViewport', 'navigator.virtualKeyboard']) {
    const { result } = await session.send('Runtime.evaluate', { expression });
    const { listeners } = await session.send('DOMDebugger.getEventListeners', { objectId: result.objectId! });
    heard.push(...listeners.map(({ type }) => `${expression} ${type}`));
  }
  await session.detach();
  return heard;
}

/** Runs in the page, for as long as it lives: a router that moves on and on. */
function route(everyMs: number): void {
  const { navigation } = globalThis as unknown as { navigation: EventTarget & { navigate(path: string): object } };
  navigation.addEventListener('navigate', (event) => (event as Event & { intercept(): void }).intercept());
  let at = 0;
  setInterval(() => {
    at++;
    if (at % 2) history.pushState(null, '', `/pushed/${at}`);
    else navigation.navigate(`/navigated/${at}`);
  }, everyMs);
}

/** Names of what is no longer what it was before the widget came, once somebody has answered. */
async function replacedBy(planted?: string): Promise<string[]> {
  const double = await startCollectorDouble({
    page: () => ({ body: hostPage() }),
    ...(planted !== undefined && { planted }),
  });
  onTestFinished(double.close);
  const { page, close } = await openPage(browser(), double.origin, {
    prepare: (opened) => opened.addInitScript(watch),
  });
  onTestFinished(close);
  // The root is closed, as in the field: where nothing may be opened for the test, the keyboard answers.
  await expect.poll(() => double.of('displays').length).toBe(1);
  await answerByKeyboard(page);
  if (planted === undefined) await expect.poll(() => double.of('responses').length).toBe(1);
  return page.evaluate(() => (globalThis as unknown as { replaced: () => string[] }).replaced());
}

async function answerByKeyboard(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[data-nps]'));
  await page.keyboard.press('Tab');
  await page.keyboard.press('9');
  await page.keyboard.press('Enter');
}

/** Runs in the page before anything else: remembers every function of the objects on which scripts meet. */
function watch(): void {
  const meetingPlaces: Record<string, object> = {
    window,
    document,
    history,
    location,
    navigator,
    JSON,
    'Array.prototype': Array.prototype,
    'Object.prototype': Object.prototype,
    'Function.prototype': Function.prototype,
    'Promise.prototype': Promise.prototype,
    'String.prototype': String.prototype,
    'Node.prototype': Node.prototype,
    'Element.prototype': Element.prototype,
    'HTMLElement.prototype': HTMLElement.prototype,
    'Document.prototype': Document.prototype,
    'EventTarget.prototype': EventTarget.prototype,
    'History.prototype': History.prototype,
    'XMLHttpRequest.prototype': XMLHttpRequest.prototype,
    'Navigation.prototype': Object.getPrototypeOf(Reflect.get(globalThis, 'navigation')) as object,
  };
  // The page has nothing of this file but this function.
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  const functionsOf = (place: object) => {
    const own = Object.entries(Object.getOwnPropertyDescriptors(place));
    return new Map(
      own.map(([name, property]) => [name, Reflect.get(property, 'get') ?? Reflect.get(property, 'value')]),
    );
  };
  const before = Object.entries(meetingPlaces).map(([name, place]) => [name, place, functionsOf(place)] as const);
  Object.assign(globalThis, {
    replaced: () =>
      before.flatMap(([place, object, known]) =>
        [...functionsOf(object)]
          .filter(([name, value]) => !['elleve', 'replaced'].includes(name) && !Object.is(known.get(name), value))
          .map(([name]) => `${place}.${name}`),
      ),
  });
}
