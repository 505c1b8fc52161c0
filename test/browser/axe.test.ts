import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { surveyRoom } from './survey-room.ts';

const THEMES = [
  { theme: 'auto', colorScheme: 'light' },
  { theme: 'auto', colorScheme: 'dark' },
  { theme: 'light', colorScheme: 'dark' },
  { theme: 'dark', colorScheme: 'light' },
] as const;
const DIRECTIONS = ['ltr', 'rtl'] as const;
const LOOKS = THEMES.flatMap((theme) => DIRECTIONS.map((direction) => ({ ...theme, direction })));

const { openSurvey } = surveyRoom();

describe('axe finds nothing in the question, the comment and the thanks', () => {
  test.each(LOOKS)('theme $theme on a $colorScheme device, $direction', async ({ theme, colorScheme, direction }) => {
    const look = { position: 'bottom_right', theme } as const;
    const { page, score } = await openSurvey({ survey: { direction, look } }, { colorScheme });
    await score(3).waitFor();
    expect(await examine(page)).toEqual({ found: [], radios: 11, fields: 0, links: 0 });

    await score(3).click();
    expect(await examine(page)).toEqual({ found: [], radios: 11, fields: 1, links: 0 });

    await page.getByRole('button', { name: 'Skip' }).click();
    await page.getByRole('link', { name: 'Talk to us' }).waitFor();
    expect(await examine(page)).toEqual({ found: [], radios: 0, fields: 0, links: 1 });
    await page.close();
  });

  test.each(['bottom_left', 'bottom_bar', 'center'] as const)('at %s', async (position) => {
    const { page, score } = await openSurvey({ survey: { look: { position, theme: 'auto' } } });
    await score(3).click();
    expect(await examine(page)).toEqual({ found: [], radios: 11, fields: 1, links: 0 });
    await page.close();
  });

  test('and would find what is wrong inside the root', async () => {
    const { page, score } = await openSurvey();
    await score(3).waitFor();
    await page.evaluate(() => {
      const root = [...document.querySelectorAll('html > div')].find((node) => node.shadowRoot)!.shadowRoot!;
      root.querySelector('.close')!.removeAttribute('aria-label');
      root.querySelector('.close')!.textContent = '';
      root.querySelector<HTMLElement>('#low')!.style.color = '#eee';
    });
    const ids = (await examine(page)).found.map((violation) => violation.split(':')[0]);
    expect(ids).toEqual(expect.arrayContaining(['button-name', 'color-contrast']));
  });
});

/** What axe objects to, and how much it looked at: an empty page would have nothing to object to. */
async function examine(page: Page) {
  // Axe seeks the background of a text below body only, and says nothing of the contrast of what stands beside it.
  await page.evaluate(() => document.body.append(...document.querySelectorAll('html > div')));
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document),
  );
  const seen = new Set(
    [...violations, ...passes].flatMap(({ nodes }) => nodes.map(({ target }) => target.flat().join(' '))),
  );
  const markup = new Map(
    [...violations, ...passes].flatMap(({ nodes }) => nodes.map(({ target, html }) => [target.flat().join(' '), html])),
  );
  const count = (begin: RegExp) => [...seen].filter((target) => begin.test(markup.get(target)!)).length;
  return {
    found: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    radios: count(/^<button[^>]*role="radio"/),
    fields: count(/^<textarea/),
    links: count(/^<a /),
  };
}
