import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchBrowser, openPage } from './browser.ts';
import { hostPage, startCollectorDouble } from './collector-double.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const FIELD = '<button id="before">New invoice</button><p id="heard"></p>';

async function openSurvey() {
  const double = await startCollectorDouble({ page: () => ({ body: hostPage(FIELD) }) });
  const { page, errors, close } = await openPage(browser, double.origin, { opensRoots: true, reducedMotion: 'reduce' });
  onTestFinished(async () => {
    await close();
    await double.close();
  });
  await page.evaluate(() => {
    for (const type of ['keydown', 'keypress', 'keyup']) {
      document.addEventListener(type, (event) => {
        document.querySelector('#heard')!.textContent += `${(event as KeyboardEvent).key} `;
      });
    }
    document.querySelector<HTMLElement>('#before')!.focus();
  });
  await page.getByRole('radio', { name: '0', exact: true }).waitFor();
  return { page, double, errors };
}

test('the journey by keyboard alone leaves no stray key, in the comment or with the page', async () => {
  const { page, double, errors } = await openSurvey();
  const focused = () => page.evaluate(() => document.activeElement!.id);
  expect(await focused()).toBe('before');

  await page.keyboard.press('Tab');
  await page.evaluate(() => {
    document.querySelector('#heard')!.textContent = '';
  });
  for (const key of ['ArrowRight', 'ArrowRight', 'End', 'ArrowLeft', '1', '0']) await page.keyboard.press(key);
  expect(double.of('responses')).toEqual([]);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Reminders, 10/10');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');

  await page.getByRole('status').filter({ hasText: 'Thank you!' }).waitFor();
  await expect.poll(() => double.of('changes')).toHaveLength(1);
  expect(double.of('responses').map(({ body }) => body['score'])).toEqual([9]);
  expect(double.of('changes')[0]!.body['comment']).toBe('Reminders, 10/10');
  expect(await page.locator('#heard').textContent()).toBe('');

  await page.keyboard.press('Escape');
  await page.getByRole('status').waitFor({ state: 'detached' });
  expect(await focused()).toBe('before');
  expect(double.of('dismissal')).toEqual([]);
  expect(errors).toEqual([]);
});

test('Space confirms as Enter does, and a changed mind changes the response', async () => {
  const { page, double } = await openSurvey();
  await page.keyboard.press('Tab');
  await page.keyboard.press('7');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await expect.poll(() => double.of('changes').map(({ body }) => body['score'])).toEqual([2]);
  expect(double.of('responses').map(({ body }) => body['score'])).toEqual([7]);
  await page.getByRole('textbox', { name: 'What should we do better?' }).waitFor();
});

test('Escape on the page dismisses before an answer', async () => {
  const { page, double } = await openSurvey();
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('Escape');
  await expect.poll(() => double.of('dismissal').map(({ body }) => body['reason'])).toEqual(['escape']);
  expect(await page.getByRole('radio').count()).toBe(0);
});
