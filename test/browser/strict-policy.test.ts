import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Metrics } from '../../shared/contract/reporting.ts';
import type { ResponseList } from '../../shared/contract/responses.ts';
import { accessibilityTree, accessibleNode } from './accessibility.ts';
import { launchBrowser, openPage, type OpenedPage } from './browser.ts';
import { eventually } from './eventually.ts';
import type { FirstPartySite } from './first-party-site.ts';
import { focusedNode, tabTo } from './keyboard.ts';
import { startStrictSite } from './strict-page.ts';

const QUESTION = 'How likely are you to recommend Fakturo to a friend or colleague?';

let site: FirstPartySite;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([startStrictSite(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe('under the strictest policy, with the script tag alone', () => {
  it('asks, saves a 9 and its comment, thanks, and breaks no rule of the page', async () => {
    const { page, errors } = await visit();

    await accessibleNode(page, 'radiogroup', QUESTION);
    const radios = (await accessibilityTree(page)).filter(({ role }) => role === 'radio');
    expect(radios.map(({ name }) => name)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);

    await tabTo(page, 'radio', '0');
    await page.keyboard.press('9');
    await page.keyboard.press('Enter');
    await accessibleNode(page, 'textbox', 'What do you value most?');
    expect(await focusedNode(page)).toMatchObject({ role: 'textbox' });
    await page.keyboard.type('It obeys our policy.');
    await tabTo(page, 'button', 'Send');
    await page.keyboard.press('Enter');
    await accessibleNode(page, 'StaticText', /Thank you/);

    const [response] = await eventually(
      async () => (await site.report<ResponseList>('/responses')).data,
      ([newest]) => newest?.comment === 'It obeys our policy.',
    );
    expect(response).toMatchObject({ score: 9, respondent_id: 'user-42', account_id: 'acme', channel: 'widget' });
    expect(await site.report<Metrics>('/metrics')).toMatchObject({ nps: 100, response_count: 1, comment_count: 1 });
    expect(errors).toEqual([]);
  });

  it('is heard when a rule is broken: the page itself may not write markup', async () => {
    const { page, errors } = await visit();
    const refusal = await page.evaluate(() => {
      try {
        document.body.innerHTML = '<p>markup</p>';
        return 'written';
      } catch (error) {
        return (error as Error).name;
      }
    });
    expect(refusal).toBe('TypeError');
    expect(errors).toEqual([expect.stringContaining('TrustedHTML')]);
  });
});

async function visit(): Promise<OpenedPage> {
  const opened = await openPage(browser, site.origin);
  onTestFinished(() => opened.close());
  return opened;
}
