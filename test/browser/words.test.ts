import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { ResponseList } from '../../shared/contract/responses.ts';
import type { Wording } from '../../shared/contract/surveys.ts';
import { launchBrowser, openPage, type OpenedPage } from './browser.ts';
import { eventually } from './eventually.ts';
import { startFirstPartySite, type FirstPartySite } from './first-party-site.ts';

const CATEGORIES = { promoter: [9, '۹'], passive: [7, '۷'], detractor: [10 - 7, '۳'] } as const;
const PERSIAN = '۰۱۲۳۴۵۶۷۸۹'.split('').concat('۱۰');
const LINK = 'https://example.com/reviews';

/** No two alike, so that each is known by itself. */
const perCategory = <T>(of: (category: string) => T) => ({
  promoter: of('promoter'),
  passive: of('passive'),
  detractor: of('detractor'),
});
const OWN: Wording = {
  question: 'own question?',
  low: 'own low',
  high: 'own high',
  follow_up: perCategory((category) => `own follow-up for a ${category}?`),
  placeholder: 'own placeholder',
  contact: 'own contact?',
  send: 'own send',
  skip: 'own skip',
  close: 'own close',
  thanks: perCategory((category) => ({
    text: `own thanks to a ${category}`,
    link: { label: `own link for a ${category}`, url: LINK },
  })),
};

let site: FirstPartySite;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([
    startFirstPartySite({
      headers: {},
      html: ({ public_key }, { searchParams }) => `<!doctype html><html lang="${searchParams.get('lang')}">
        <title>Invoices</title><link rel="icon" href="data:,"><script async src="/w/elleve.js"
          data-project="${public_key}" data-user="${searchParams.get('user')}"></script>`,
    }),
    launchBrowser(),
  ]);
  await site.changeSurvey({
    ask_contact: true,
    wording: { default_locale: 'en', locales: { fa: OWN, da: { send: 'Af sted' } } },
  });
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe('every word of a survey is its own, in the language of the page', () => {
  test.each(Object.entries(CATEGORIES))(
    'as a %s meets them, in the numerals of that language',
    async (name, [score, numeral]) => {
      const category = name as keyof typeof CATEGORIES;
      const { page, errors } = await visit('fa', name);
      const panel = page.getByRole('dialog', { name: OWN.question });
      expect(await panel.evaluate((node) => [(node as HTMLElement).dir, (node as HTMLElement).lang])).toEqual([
        'rtl',
        'fa',
      ]);
      expect(await page.getByRole('radio').allTextContents()).toEqual(PERSIAN);
      await page.getByRole('radiogroup', { name: OWN.question, description: `${OWN.low} ${OWN.high}` }).waitFor();

      await page.getByRole('radio', { name: numeral, exact: true }).click();
      const comment = page.getByRole('textbox', { name: OWN.follow_up[category] });
      expect(await comment.getAttribute('placeholder')).toBe(OWN.placeholder);
      expect(await page.getByRole('button').allTextContents()).toEqual([OWN.skip, OWN.send, '×']);
      await page.getByRole('button', { name: OWN.close }).waitFor();
      await page.getByRole('checkbox', { name: OWN.contact }).check();
      await comment.fill('خوب');
      await page.getByRole('button', { name: OWN.send }).click();
      await page.getByText(OWN.thanks[category].text, { exact: true }).waitFor();
      // Nothing is left that somebody else wrote.
      expect(await panel.innerText()).toBe(`${OWN.thanks[category].text}\n${OWN.thanks[category].link!.label}\n×`);

      const [response] = await eventually(
        async () => (await site.report<ResponseList>('/responses')).data,
        ([newest]) => newest?.respondent_id === name && newest.comment === 'خوب',
      );
      expect(response).toMatchObject({ score, category, locale: 'fa', contact_ok: true });
      expect(errors).toEqual([]);
    },
  );

  test('and what it does not say, the built-in words say', async () => {
    const { page } = await visit('da-DK', 'somebody');
    await page.getByRole('radio', { name: '9', exact: true }).click();
    expect(await page.getByRole('radiogroup').getAttribute('aria-labelledby')).toBe('question');
    await page.getByText('Hvor sandsynligt er det, at du vil anbefale Fakturo til en ven eller kollega?').waitFor();
    expect(await page.getByRole('button').allTextContents()).toEqual([expect.stringMatching(/\p{L}/u), 'Af sted', '×']);
  });
});

test('the link of the thanks opens beside the page, which it cannot reach', async () => {
  const { page } = await visit('fa', 'a follower');
  await page
    .context()
    .route(LINK, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Reviews</title>' }));
  await page.getByRole('radio', { name: '۹', exact: true }).click();
  await page.getByRole('button', { name: OWN.skip }).click();
  const opening = page.context().waitForEvent('page');
  await page.getByRole('link', { name: OWN.thanks.promoter.link!.label }).click();
  const opened = await opening;
  await opened.waitForURL(LINK);
  expect(await opened.evaluate(() => window.opener as unknown)).toBeNull();
  expect(page.url()).toContain(site.origin);
});

async function visit(lang: string, user: string): Promise<OpenedPage> {
  const url = `${site.origin}/?lang=${lang}&user=${encodeURIComponent(user)}`;
  const opened = await openPage(browser, url, { opensRoots: true, reducedMotion: 'reduce' });
  onTestFinished(opened.close);
  return opened;
}
