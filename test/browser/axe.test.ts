import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Look } from '../../shared/contract/look.ts';
import { surveyFixture } from '../widget/survey-fixture.ts';
import { hostPage } from './collector-double.ts';
import { surveyRoom } from './survey-room.ts';

const THEMES = [
  { theme: 'auto', colorScheme: 'light' },
  { theme: 'auto', colorScheme: 'dark' },
  { theme: 'light', colorScheme: 'dark' },
  { theme: 'dark', colorScheme: 'light' },
] as const;
const DIRECTIONS = ['ltr', 'rtl'] as const;
const LOOKS = THEMES.flatMap((theme) => DIRECTIONS.map((direction) => ({ ...theme, direction })));
const LOGO = 'https://assets.fakturo.example/logo.svg';
const QUESTION = { unsure: [], found: [], radios: 11, fields: 0, boxes: 0, links: 0, logos: 1, names: 1 };
const COMMENT = { ...QUESTION, fields: 1, boxes: 1 };
const THANKS = { unsure: [], found: [], radios: 0, fields: 0, boxes: 0, links: 1, logos: 0, names: 0 };

const { openSurvey } = surveyRoom();

describe.concurrent('axe finds nothing in the question, the comment and the thanks, with a name, a logo and the question about contact', () => {
  const cases = LOOKS.flatMap((look) =>
    (['bottom_right', 'inline'] as const).map((position) => ({ ...look, position })),
  );
  test.each(cases)('theme $theme on a $colorScheme device, $direction, $position', async (look) => {
    await examineViews(look);
  });

  test.each(['bottom_left', 'bottom_bar', 'center'] as const)('at %s', async (position) => {
    await examineViews({ theme: 'auto', colorScheme: 'light', direction: 'ltr', position });
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

interface Seen {
  theme: 'auto' | 'light' | 'dark';
  colorScheme: 'light' | 'dark';
  direction: (typeof DIRECTIONS)[number];
  position: Look['position'];
}

/** Every view of one look, the page beside it as light or dark as the survey. */
async function examineViews({ theme, colorScheme, direction, position }: Seen): Promise<void> {
  const { wording } = surveyFixture();
  const survey = {
    direction,
    look: { position, theme, name: 'Fakturo', logo: LOGO },
    wording: { ...wording, contact: 'May we contact you about your answer?' },
  };
  const head = '<meta name="color-scheme" content="light dark">';
  const body = hostPage('<section id="here"></section>', 'data-target="#here"', head);
  const { page, score } = await openSurvey({ survey, page: () => ({ body }) }, { colorScheme, prepare: serveLogo });
  await score(3).waitFor();
  expect(await page.locator('img').evaluate((logo) => (logo as HTMLImageElement).decode().then(() => true))).toBe(true);
  expect(await examine(page)).toEqual(QUESTION);

  await score(3).click();
  await page.locator('textarea:focus').waitFor();
  expect(await examine(page)).toEqual(COMMENT);

  await page.getByRole('checkbox').check();
  expect(await examine(page)).toEqual(COMMENT);

  await page.getByRole('button', { name: 'Skip' }).click();
  await page.getByRole('link', { name: 'Talk to us' }).waitFor();
  expect(await examine(page)).toEqual(THANKS);
  await page.close();
}

function serveLogo(page: Page): Promise<unknown> {
  const body = '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><circle cx="12" cy="12" r="10"/></svg>';
  return page.route(LOGO, (route) => route.fulfill({ contentType: 'image/svg+xml', body }));
}

/** What axe objects to, whose contrast it cannot tell, and how much it looked at: an empty page would have nothing to object to. */
async function examine(page: Page) {
  // Axe seeks the background of a text below body only, and says nothing of the contrast of what stands beside it.
  await page.evaluate(() => document.body.append(...document.querySelectorAll('html > div')));
  await page.evaluate(axe.source);
  const { violations, incomplete, passes } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document),
  );
  const markup = new Map(
    [...violations, ...passes, ...incomplete].flatMap(({ nodes }) =>
      nodes.map(({ target, html }) => [target.flat().join(' '), html]),
    ),
  );
  const count = (begin: RegExp) => [...markup.values()].filter((html) => begin.test(html)).length;
  return {
    // Of the page's own heading nothing is asked.
    unsure: incomplete
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
      .filter((doubt) => doubt.startsWith('color-contrast') && !doubt.includes('<h1')),
    found: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    radios: count(/^<button[^>]*role="radio"/),
    fields: count(/^<textarea/),
    boxes: count(/^<input[^>]*type="checkbox"/),
    links: count(/^<a /),
    logos: count(/^<img /),
    names: count(/^<div class="sender"/),
  };
}
