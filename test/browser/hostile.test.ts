import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchBrowser, openPage, type PageOptions } from './browser.ts';
import { hostPage, startCollectorDouble, type Misbehaviour } from './collector-double.ts';

const HTML: Misbehaviour = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<h1>Sign in to the Wi-Fi</h1>',
};
const BUSY: Misbehaviour = { status: 503, headers: { 'retry-after': '1' }, body: '{"code":"busy"}' };
const QUESTION = /^How likely/;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function openSurvey(script: Parameters<typeof startCollectorDouble>[0], options: PageOptions = {}) {
  const double = await startCollectorDouble(script);
  const opened = await openPage(browser, double.origin, { opensRoots: true, reducedMotion: 'reduce', ...options });
  onTestFinished(async () => {
    await opened.close();
    await double.close();
  });
  const score = (n: number) => opened.page.getByRole('radio', { name: `${n}`, exact: true });
  /** What the page itself did wrong: the browser reports every failed request by itself. */
  const ownErrors = () => opened.errors.filter((error) => !error.startsWith('Failed to load resource'));
  return { ...opened, double, score, ownErrors };
}

describe('an answer survives', () => {
  test.each<[string, Misbehaviour]>([
    ['cut connections', 'cut'],
    ['a proxy that answers HTML', HTML],
    ['a busy collector', BUSY],
    ['a failing collector', { status: 500, body: '' }],
    ['too many requests', { status: 429, headers: { 'retry-after': '1' }, body: '{}' }],
  ])('%s, with the same id and body each time', async (_name, misbehaviour) => {
    const { double, score, page, ownErrors } = await openSurvey({
      misbehave: (kind, nth) => (kind === 'responses' && nth < 3 ? misbehaviour : undefined),
    });
    await score(9).click();
    await page.keyboard.type('Still here');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect.poll(() => double.of('changes'), { timeout: 15_000 }).toHaveLength(1);
    const bodies = double.of('responses').map(({ body }) => JSON.stringify(body));
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
    expect(double.of('changes')[0]!.body['comment']).toBe('Still here');
    expect(ownErrors()).toEqual([]);
  });

  test('a page without network, and is sent when it is back', async () => {
    const { double, score, page, ownErrors } = await openSurvey({});
    await score(2).waitFor();
    await page.context().setOffline(true);
    await score(2).click();
    await page.waitForTimeout(2_500);
    expect(double.of('responses')).toEqual([]);
    await page.context().setOffline(false);
    await expect.poll(() => double.of('responses').map(({ body }) => body['score'])).toEqual([2]);
    expect(ownErrors()).toEqual([]);
  });

  test('a refusal, which is final', async () => {
    const { double, score, page, ownErrors } = await openSurvey({
      misbehave: (kind) => (kind === 'responses' ? { status: 422, body: '{"code":"no"}' } : undefined),
    });
    await score(5).click();
    await page.waitForTimeout(3_000);
    expect(double.of('responses')).toHaveLength(1);
    expect(ownErrors()).toEqual([]);
  });

  test('the page going away: a typed comment goes with the last request', async () => {
    const { double, score, page } = await openSurvey({});
    await score(6).click();
    await page.keyboard.type('Was about to say');
    await expect.poll(() => double.of('responses')).toHaveLength(1);
    await page.goto('about:blank');
    await expect.poll(() => double.of('changes').map(({ body }) => body['comment'])).toEqual(['Was about to say']);
  });
});

describe('nobody notices', () => {
  test.each<[string, Misbehaviour]>([
    ['is down', 'cut'],
    ['answers HTML', HTML],
    ['does not know the project', { status: 404, body: '{"code":"unknown_project"}' }],
    ['sends garbage', { status: 200, body: '{"surveys":[null,5,{"id":"srv_1"}]}' }],
  ])('that the collector %s', async (_name, misbehaviour) => {
    const { page, score, ownErrors } = await openSurvey({ misbehave: () => misbehaviour });
    await page.waitForTimeout(1_500);
    expect(await score(0).count()).toBe(0);
    expect(await page.locator('html > div').count()).toBe(0);
    expect(ownErrors()).toEqual([]);
  });

  test('that the view is gone after an upgrade: the claim is given back', async () => {
    const { page, score, double, ownErrors } = await openSurvey({ missing: /^view/ });
    await expect.poll(() => double.of('dismissal').map(({ body }) => body['reason'])).toEqual(['not_drawn']);
    await page.waitForTimeout(1_500);
    expect(await score(0).count()).toBe(0);
    expect(double.of('displays')).toHaveLength(1);
    expect(ownErrors()).toEqual([]);
  });

  test('that a slow collector answers late: the survey waits while somebody writes', async () => {
    const { page, score, double } = await openSurvey({
      html: hostPage('<input aria-label="Search">'),
      misbehave: async (kind) => {
        if (kind === 'displays') await new Promise((later) => setTimeout(later, 1_500));
        return undefined;
      },
    });
    await expect.poll(() => double.of('displays')).toHaveLength(1);
    await page.getByLabel('Search').focus();
    await expect
      .poll(() => double.of('dismissal').map(({ body }) => body['reason']), { timeout: 5_000 })
      .toEqual(['not_drawn']);
    await page.waitForTimeout(1_500);
    expect(double.of('displays')).toHaveLength(1);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await score(0).waitFor();
    expect(double.of('displays')).toHaveLength(2);
  });
});

describe('waits', () => {
  test.each([
    ['a text field has the focus', '<input autofocus>'],
    ['an editable text has the focus', '<div contenteditable autofocus>x</div>'],
    ['a field in a web component has the focus', '<x-search></x-search>'],
    ['a dialog is open', '<dialog open>Save?</dialog>'],
    ['another library shows a dialog', '<div role="dialog" aria-modal="true">Save?</div>'],
  ])('while %s', async (_name, body) => {
    const component = `<script>customElements.define('x-search', class extends HTMLElement {
      connectedCallback() {
        const root = this.attachShadow({ mode: 'open' });
        const field = root.appendChild(document.createElement('input'));
        field.focus();
      }
    });</script>`;
    const { page, score, double } = await openSurvey({ html: hostPage(body + component) });
    await page.waitForTimeout(1_500);
    expect(double.of('config')).toHaveLength(1);
    expect(double.of('displays')).toEqual([]);
    await page.evaluate(() => document.querySelector('main')!.replaceChildren());
    await score(0).waitFor();
  });

  test.each([
    ['a button', '<button autofocus>Save</button>'],
    ['a checkbox', '<input type="checkbox" autofocus>'],
    ['a read-only field', '<input readonly autofocus value="x">'],
  ])('not for %s that has the focus', async (_name, body) => {
    const { score } = await openSurvey({ html: hostPage(body) });
    await score(0).waitFor();
  });

  test('not for a dialog that is in the page but not drawn', async () => {
    const { score } = await openSurvey({ html: hostPage('<div aria-modal="true" style="display:none">x</div>') });
    await score(0).waitFor();
  });
});

describe('whatever the page does to every element', () => {
  test.each([
    ['unsets everything', ':not(body) { all: unset !important }'],
    ['hides what it does not know', 'html > div { display: none !important }'],
    [
      'moves everything',
      ':not(html) { transform: rotate(3deg) !important; position: static !important; zoom: 2 !important }',
    ],
    ['colours everything', '* { color: red !important; font-size: 40px !important; background: lime !important }'],
    [
      'resets hard',
      '*, ::before, ::after { margin: 9px !important; padding: 9px !important; border: 3px solid !important }',
    ],
  ])('the survey looks the same: the page %s', async (_name, css) => {
    const looks = [];
    for (const html of [styledPage(''), styledPage(css)]) {
      const { page } = await openSurvey({ html }, { viewport: { width: 800, height: 600 } });
      await page.getByRole('status').filter({ hasText: QUESTION }).waitFor();
      looks.push(await page.evaluate(lookOfSurvey));
    }
    expect(looks[1]).toEqual(looks[0]);
  });

  test('the page keeps its layout, its errors and its focus', async () => {
    const { page, score, errors } = await openSurvey({ html: hostPage('<p>Text</p>'.repeat(50)) });
    await page.evaluate(() => {
      const seen = window as unknown as { shift: number };
      seen.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) {
          if (!entry.hadRecentInput) seen.shift += entry.value;
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const layout = () =>
      page.evaluate(() =>
        [...document.body.querySelectorAll('*')].map((node) => JSON.stringify(node.getBoundingClientRect())),
      );
    const before = await layout();
    await score(4).click();
    await page.getByRole('button', { name: 'Skip' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await layout()).toEqual(before);
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBe(0);
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    expect(await page.evaluate(() => document.querySelectorAll('html > *').length)).toBe(2);
    expect(errors).toEqual([]);
  });
});

function styledPage(css: string): string {
  return hostPage().replace('</head>', `<style>${css}</style></head>`);
}

/** What somebody would see, measured. */
function lookOfSurvey() {
  const root = [...document.querySelectorAll('html > div')].find((node) => node.shadowRoot)!.shadowRoot!;
  return [...root.querySelectorAll('.panel, .panel *')].map((node) => {
    const { left, top, width, height } = node.getBoundingClientRect();
    const { color, backgroundColor, fontSize, fontWeight, textAlign, cursor } = getComputedStyle(node);
    return { left, top, width, height, color, backgroundColor, fontSize, fontWeight, textAlign, cursor };
  });
}
