import { expect, test } from 'vitest';
import { accessibleNode, accessibilityTree, clickNode, focusNode } from './accessibility.ts';
import { hostPage } from './collector-double.ts';
import { surveyRoom } from './survey-room.ts';

const SCORES = '0 1 2 3 4 5 6 7 8 9 10'.split(' ');

const { openSurvey } = surveyRoom();

test('the closed root is answered through the accessibility tree', async () => {
  const { page, double, errors } = await openSurvey({}, { opensRoots: false });
  const group = await accessibleNode(page, 'radiogroup', /^How likely are you to recommend/);
  expect(group.description).toBe('Not at all likely Extremely likely');
  const tree = await accessibilityTree(page);
  expect(tree.filter(({ role }) => role === 'radio').map(({ name }) => name)).toEqual(SCORES);
  expect(tree.find(({ role }) => role === 'dialog')?.name).toMatch(/^How likely/);
  const hosts = await page.$$eval('html > div', (nodes) => nodes.map((node) => node.shadowRoot));
  expect(hosts).toEqual([null]);

  await clickNode(page, await accessibleNode(page, 'radio', '9'));
  // The focus moves after the paint.
  const isFocused = async (role: string, name: string) =>
    (await accessibleNode(page, role, name)).properties['focused'];
  await expect.poll(() => isFocused('textbox', 'What do you like most about Fjord Invoices?')).toBe(true);
  expect((await accessibleNode(page, 'radio', '9')).properties['checked']).toBe('true');
  await page.keyboard.type('Reminders');
  await focusNode(page, await accessibleNode(page, 'button', 'Send'));
  await page.keyboard.press('Enter');
  await expect.poll(() => isFocused('button', 'Close')).toBe(true);
  const status = (await accessibilityTree(page)).find(({ role }) => role === 'status');
  expect(status?.properties).toMatchObject({ live: 'polite' });
  expect(double.of('changes').map(({ body }) => body['comment'])).toEqual(['Reminders']);
  expect(errors).toEqual([]);
});

test('the live region tells the question, the follow-up and the thanks, each once', async () => {
  const { page, score } = await openSurvey({}, { prepare: (fresh) => fresh.addInitScript(listenToLiveRegion) });
  const heard = () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
  await expect.poll(heard).toEqual([expect.stringMatching(/^How likely/)]);
  await score(3).click();
  await expect.poll(async () => (await heard()).at(-1)).toBe('What should we do better?');
  await page.getByRole('button', { name: 'Skip' }).click();
  await expect.poll(async () => (await heard()).at(-1)).toBe('Thank you. We read every answer.');
  expect(await heard()).toHaveLength(3);
});

test('the focus stays where it was when the survey comes, and comes back when it goes', async () => {
  const body = hostPage('<button id="work" autofocus>New invoice</button>');
  const { page, score } = await openSurvey({ page: () => ({ body }) });
  const focused = () => page.evaluate(() => document.activeElement!.id);
  await score(0).waitFor();
  await page.waitForTimeout(300);
  expect(await focused()).toBe('work');
  await page.keyboard.press('Tab');
  expect(await focused()).not.toBe('work');
  await page.getByRole('button', { name: 'Close' }).press('Enter');
  await score(0).waitFor({ state: 'detached' });
  expect(await focused()).toBe('work');
});

/** In the page: what a screen reader hears, whenever the words of the region change. */
function listenToLiveRegion(): void {
  const heard: string[] = [];
  (globalThis as unknown as { heard: string[] }).heard = heard;
  setInterval(() => {
    const root = [...document.querySelectorAll('html > div')].find((node) => node.shadowRoot)?.shadowRoot;
    const text = root?.querySelector('[role=status]')?.textContent;
    if (text && text !== heard.at(-1)) heard.push(text);
  }, 10);
}
