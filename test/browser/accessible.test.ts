import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { accessibleNode, accessibilityTree, clickNode, focusNode } from './accessibility.ts';
import { launchBrowser, openPage, type PageOptions } from './browser.ts';
import { startCollectorDouble } from './collector-double.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function openSurvey(options: PageOptions = {}, survey = {}): Promise<Page> {
  const double = await startCollectorDouble({ survey });
  const { page, close } = await openPage(browser, double.origin, { reducedMotion: 'reduce', ...options });
  onTestFinished(async () => {
    await close();
    await double.close();
  });
  return page;
}

/** What axe objects to, and the scores of the radios it looked at: an empty page would have nothing to object to. */
async function examine(page: Page) {
  // Axe seeks the background of a text below body only, and says nothing of the contrast of what stands beside it.
  await page.evaluate(() => document.body.append(...document.querySelectorAll('html > div')));
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document),
  );
  const seen = [...violations, ...passes].flatMap(({ nodes }) => nodes.map(({ html }) => html));
  const radios = seen.filter((html) => html.includes('role="radio"')).map((html) => />(\d+)</.exec(html)?.[1]);
  return {
    found: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    radios: new Set(radios).size,
  };
}

const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  (['ltr', 'rtl'] as const).map((direction) => [colorScheme, direction] as const),
);

describe.each(looks)('in %s, %s', (colorScheme, direction) => {
  test('axe finds nothing in the question, the comment and the thanks', async () => {
    const page = await openSurvey({ opensRoots: true, colorScheme }, { direction });
    await page.getByRole('radio', { name: '3', exact: true }).waitFor();
    const question = await examine(page);
    expect(question.found).toEqual([]);
    expect(question.radios).toBe(11);

    await page.getByRole('radio', { name: '3', exact: true }).click();
    const comment = await examine(page);
    expect(comment.found).toEqual([]);
    expect(comment.radios).toBe(11);

    await page.getByRole('button', { name: 'Skip' }).click();
    await page.getByRole('link', { name: 'Talk to us' }).waitFor();
    expect((await examine(page)).found).toEqual([]);
  });
});

test('axe would find a violation inside the root', async () => {
  const page = await openSurvey({ opensRoots: true });
  await page.getByRole('radio', { name: '3', exact: true }).waitFor();
  await page.evaluate(() => {
    const root = [...document.querySelectorAll('html > div')].find((node) => node.shadowRoot)!.shadowRoot!;
    root.querySelector('.close')!.removeAttribute('aria-label');
    root.querySelector('.close')!.textContent = '';
    root.querySelector<HTMLElement>('#low')!.style.color = '#eee';
  });
  const ids = (await examine(page)).found.map((violation) => violation.split(':')[0]);
  expect(ids).toEqual(expect.arrayContaining(['button-name', 'color-contrast']));
});

test('the closed root is answered through the accessibility tree', async () => {
  const page = await openSurvey();
  const group = await accessibleNode(page, 'radiogroup', /^How likely are you to recommend/);
  expect(group.description).toBe('Not at all likely Extremely likely');
  const tree = await accessibilityTree(page);
  expect(tree.filter(({ role }) => role === 'radio').map(({ name }) => name)).toEqual(
    '0 1 2 3 4 5 6 7 8 9 10'.split(' '),
  );
  expect(tree.find(({ role }) => role === 'dialog')?.name).toMatch(/^How likely/);
  expect(
    await page.evaluate(() => [...document.querySelectorAll('html > div')].every((node) => !node.shadowRoot)),
  ).toBe(true);

  await clickNode(page, await accessibleNode(page, 'radio', '9'));
  const comment = await accessibleNode(page, 'textbox', 'What do you like most about Fjord Invoices?');
  expect(comment.properties['focused']).toBe(true);
  expect((await accessibleNode(page, 'radio', '9')).properties['checked']).toBe('true');
  await page.keyboard.type('Reminders');
  await focusNode(page, await accessibleNode(page, 'button', 'Send'));
  await page.keyboard.press('Enter');
  expect((await accessibleNode(page, 'button', 'Close')).properties['focused']).toBe(true);
  const status = (await accessibilityTree(page)).find(({ role }) => role === 'status');
  expect(status?.properties).toMatchObject({ live: 'polite' });
});

test('targets are at least 24 pixels wide and 44 high, at 320 pixels without scrolling sideways', async () => {
  const page = await openSurvey({ opensRoots: true, viewport: { width: 320, height: 256 } });
  await page.getByRole('radio', { name: '3', exact: true }).click();
  const sizes = await page.evaluate(() => {
    const root = [...document.querySelectorAll('html > div')].find((node) => node.shadowRoot)!.shadowRoot!;
    const panel = root.querySelector('.panel')!;
    const boxes = [...root.querySelectorAll('button')].map((button) => button.getBoundingClientRect());
    return {
      width: Math.min(...boxes.map((box) => box.width)),
      height: Math.min(...boxes.map((box) => box.height)),
      sideways: Math.max(panel.scrollWidth - panel.clientWidth, document.documentElement.scrollWidth - innerWidth),
      left: panel.getBoundingClientRect().left,
      top: panel.getBoundingClientRect().top,
    };
  });
  expect(sizes.width).toBeGreaterThanOrEqual(24);
  expect(sizes.height).toBeGreaterThanOrEqual(44);
  expect(sizes.sideways).toBe(0);
  expect(sizes.left).toBeGreaterThanOrEqual(0);
  expect(sizes.top).toBeGreaterThanOrEqual(0);
});
