import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { ResponseList } from '../../shared/contract/responses.ts';
import { hostPage, startCollectorDouble, type Script } from './collector-double.ts';
import { eventually } from './eventually.ts';
import { launchFirefox, openFirefoxPage } from './firefox.ts';
import type { FirstPartySite } from './first-party-site.ts';
import { startStrictSite } from './strict-page.ts';

const MOST_TABS = 20;

let browser: Browser;
let site: FirstPartySite;
beforeAll(async () => {
  [site, browser] = await Promise.all([startStrictSite(), launchFirefox()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe('in Firefox', () => {
  test('a click on a score, a comment and thanks', async () => {
    const { page, errors, double } = await openSurvey();
    await (await radio(page, 9)).click();
    await page.waitForSelector('>>> textarea:focus');
    await page.keyboard.type('Reminders');
    await page.locator('>>> .send').click();
    await page.locator('>>> .thanks ::-p-text(Thank you! Glad to hear it.)').wait();
    await eventually(
      () => double.of('changes'),
      ({ length }) => length === 1,
    );
    expect(double.of('responses').map(({ body }) => body['score'])).toEqual([9]);
    expect(double.of('changes').map(({ body }) => body['comment'])).toEqual(['Reminders']);
    expect(errors).toEqual([]);
  });

  test('the journey by keyboard alone leaves no key to the page, and gives the focus back', async () => {
    const body = '<button id="before" autofocus>New invoice</button><p id="heard"></p>';
    const { page, errors, double } = await openSurvey({ page: () => ({ body: hostPage(body) }) });
    await radio(page, 0);
    await page.evaluate(() => {
      for (const type of ['keydown', 'keypress', 'keyup']) {
        document.addEventListener(type, (event) => {
          document.querySelector('#heard')!.textContent += `${(event as KeyboardEvent).key} `;
        });
      }
    });
    const focused = () => page.evaluate(() => document.activeElement!.id || document.activeElement!.localName);
    expect(await focused()).toBe('before');

    await page.keyboard.press('Tab');
    await page.evaluate(() => {
      document.querySelector('#heard')!.textContent = '';
    });
    for (const key of ['ArrowRight', 'End', 'ArrowLeft', '1', '0', 'ArrowUp'] as const) await page.keyboard.press(key);
    expect(double.of('responses')).toEqual([]);
    await page.keyboard.press('Enter');
    await eventually(
      () => double.of('responses'),
      ({ length }) => length === 1,
    );
    await page.keyboard.type('10/10');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press(' ');
    const [change] = await eventually(
      () => double.of('changes'),
      ({ length }) => length === 1,
    );
    expect(double.of('responses').map(({ body: sent }) => sent['score'])).toEqual([9]);
    expect(change!.body['comment']).toBe('10/10');
    expect(await page.$eval('#heard', (heard) => heard.textContent)).toBe('');
    await page.keyboard.press('Escape');
    await eventually(focused, (name) => name === 'before');
    expect(errors).toEqual([]);
  });

  test('right-to-left runs the scale and its arrows the other way', async () => {
    const { page, errors, double } = await openSurvey({ survey: { direction: 'rtl' } });
    const lefts = [];
    for (const score of [0, 5, 10]) lefts.push((await (await radio(page, score)).boundingBox())!.x);
    expect(lefts).toEqual(lefts.toSorted((a, b) => b - a));
    await (await radio(page, 0)).focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const [response] = await eventually(
      () => double.of('responses'),
      ({ length }) => length === 1,
    );
    expect(response!.body['score']).toBe(1);
    expect(errors).toEqual([]);
  });

  test('under the strictest policy, the closed root is answered by keyboard and breaks no rule', async () => {
    const { page, errors, close } = await openFirefoxPage(browser, site.origin, { opensRoots: false });
    onTestFinished(close);
    await page.waitForSelector('html > div');
    expect(await page.$$('>>> [role=radio]')).toEqual([]);
    await tabInto(page);
    await page.keyboard.press('9');
    await page.keyboard.press('Enter');
    await page.keyboard.type('It obeys our policy.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const [response] = await eventually(
      async () => (await site.report<ResponseList>('/responses')).data,
      ([newest]) => newest?.comment === 'It obeys our policy.',
    );
    expect(response).toMatchObject({ score: 9, respondent_id: 'user-42' });
    expect(errors).toEqual([]);
  });

  test('a broken rule of the policy would be heard', async () => {
    const { page, errors, close } = await openFirefoxPage(browser, site.origin, { opensRoots: false });
    onTestFinished(close);
    await page.evaluate(() => document.body.append(document.createElement('style')));
    await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
    expect(errors.join()).toContain('style-src');
  });
});

async function openSurvey(script: Script = {}) {
  const double = await startCollectorDouble(script);
  const opened = await openFirefoxPage(browser, double.origin);
  onTestFinished(async () => {
    await opened.close();
    await double.close();
  });
  return { ...opened, double };
}

async function radio(page: Page, score: number): Promise<ElementHandle> {
  await page.waitForSelector('>>> [role=radio]');
  return (await page.$$('>>> [role=radio]'))[score]!;
}

/** Tabs until the widget has the focus: of a closed root the page knows the host alone. */
async function tabInto(page: Page): Promise<void> {
  for (let i = 0; i < MOST_TABS; i++) {
    await page.keyboard.press('Tab');
    if (
      await page.evaluate(
        () =>
          document.activeElement!.parentElement === document.documentElement &&
          document.activeElement !== document.body,
      )
    )
      return;
  }
  throw new Error('Tab never came to the survey.');
}
