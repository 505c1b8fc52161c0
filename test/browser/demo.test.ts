import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Metrics } from '../../shared/contract/reporting.ts';
import type { ResponseList } from '../../shared/contract/responses.ts';
import { accessibleNode } from './accessibility.ts';
import { launchBrowser, openPage } from './browser.ts';
import { demoPlace, failToStart, readKeyFile, startDemo, type DemoPlace, type DemoProcess } from './demo-process.ts';
import { eventually } from './eventually.ts';
import { focusedNode, tabTo } from './keyboard.ts';

const QUESTION = 'How likely are you to recommend Fakturo to a friend or colleague?';

let place: DemoPlace;
let demo: DemoProcess;
let browser: Browser;

beforeAll(async () => {
  place = await demoPlace();
  [demo, browser] = await Promise.all([startDemo(place), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  place?.remove();
});

describe('the demo', () => {
  it('turns a 9 with a comment, given by keyboard alone, into a response that counts', async () => {
    const before = await report<Metrics>('/metrics');
    const { page, errors } = await visit('/?as=demo-granit-owner');

    await tabTo(page, 'button', 'Show me the survey now');
    await page.keyboard.press('Enter');
    await accessibleNode(page, 'radiogroup', QUESTION);
    await tabTo(page, 'radio', '0');
    await page.keyboard.press('9');
    expect(await focusedNode(page)).toMatchObject({ role: 'radio', name: '9' });
    expect(await report<Metrics>('/metrics')).toMatchObject({ response_count: before.response_count });

    await page.keyboard.press('Enter');
    await accessibleNode(page, 'textbox', 'What do you value most?');
    await tabTo(page, 'textbox', 'What do you value most?');
    await page.keyboard.type('Reminders that write themselves.');
    await tabTo(page, 'button', 'Send');
    await page.keyboard.press('Enter');
    await accessibleNode(page, 'StaticText', /Thank you/);

    const [response] = await eventually(
      async () => (await report<ResponseList>('/responses?limit=1')).data,
      ([newest]) => newest?.comment === 'Reminders that write themselves.',
    );
    expect(response).toMatchObject({
      score: 9,
      category: 'promoter',
      channel: 'widget',
      respondent_id: 'demo-granit-owner',
      account_id: 'demo-granit',
      locale: 'en',
      traits: { plan: 'enterprise', role: 'owner' },
    });
    const after = await report<Metrics>('/metrics');
    expect(after).toMatchObject({
      response_count: before.response_count + 1,
      promoter_count: before.promoter_count + 1,
      detractor_count: before.detractor_count,
      comment_count: before.comment_count + 1,
      score_distribution: before.score_distribution.with(9, before.score_distribution[9]! + 1),
    });

    await page
      .locator('.comment', { hasText: 'Reminders that write themselves.' })
      .getByText('From this demo')
      .waitFor();
    expect(errors).toEqual([]);
  });

  it('says why nobody is asked when the person rests', async () => {
    const { page } = await visit('/?as=demo-granit-controller');
    await page.click('#ask');
    await accessibleNode(page, 'radiogroup', QUESTION);
    await page.reload();
    await page.click('#ask');
    await page.getByText(/^Not asked:/).waitFor();
    await page.getByRole('status').getByRole('link', { name: 'A new colleague' }).click();
    await page.waitForURL(/as=demo-klint-[a-z0-9]{6}/);
    await page.click('#ask');
    await accessibleNode(page, 'radiogroup', QUESTION);
    expect(await page.getByText(/^Not asked:/).isVisible()).toBe(false);
  });

  it.each([
    ['Send invoice', 'demo-klint-bookkeeper', 'invoice_sent'],
    ['Mark as paid', 'demo-klint-sales', 'invoice_paid'],
  ])('asks after somebody presses "%s"', async (label, user, touchpoint) => {
    const { page } = await visit(`/?as=${user}`);
    await page.getByRole('button', { name: label }).first().click();
    await accessibleNode(page, 'radiogroup', QUESTION);
    await tabTo(page, 'radio', '0');
    await page.keyboard.press('8');
    await page.keyboard.press('Enter');
    const [response] = await eventually(
      async () => (await report<ResponseList>('/responses?limit=1')).data,
      ([newest]) => newest?.respondent_id === user,
    );
    expect(response).toMatchObject({ score: 8, touchpoint });
  });

  it.each([
    ['da', 'Fakturaer', 'Hvor sandsynligt er det, at du vil anbefale Fakturo til en ven eller kollega?'],
    ['sv', 'Fakturor', 'Hur troligt är det att du skulle rekommendera Fakturo till en vän eller kollega?'],
    ['nb', 'Fakturaer', 'Hvor sannsynlig er det at du vil anbefale Fakturo til en venn eller kollega?'],
  ])('speaks %s in page and survey', async (language, heading, question) => {
    const { page } = await visit(`/new-colleague?lang=${language}`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(heading);
    await page.click('#ask');
    await accessibleNode(page, 'radiogroup', question);
  });

  it('moves nothing when the numbers arrive', async () => {
    const { page } = await visit('/');
    await page.locator('.comment').first().waitFor();
    await page.waitForTimeout(700);
    expect(await layoutShift(page)).toBe(0);
  });

  it('keeps the key on the server', async () => {
    const { read_key } = readKeyFile(place);
    expect(read_key).toMatch(/^elv_sk_/);
    for (const path of ['/', '/panel/metrics', '/panel/series', '/panel/comments']) {
      const text = await (await fetch(place.site + path)).text();
      expect(text).not.toContain('elv_sk_');
    }
    expect(statSync(join(place.folder, 'demo.json')).mode & 0o777).toBe(0o600);
    const change = await fetch(`${place.collector}/v1/surveys`, { headers: { authorization: `Bearer ${read_key}` } });
    expect(change.status).toBe(403);
  });
});

describe('starting the demo', () => {
  it('prints where everything is', () => {
    for (const part of [place.site, place.collector, 'demo.json', 'sample data']) expect(demo.printed).toContain(part);
  });

  it.each(['ELLEVE_PORT', 'DEMO_PORT'])(
    'names a taken %s in one sentence, and leaves nothing behind',
    async (variable) => {
      const here = await demoPlace();
      onTestFinished(() => here.remove());
      const port = here.env[variable]!;
      const squatter = createServer().listen(Number(port), '127.0.0.1');
      onTestFinished(() => void squatter.close());

      const { code, output } = await failToStart(here);
      expect(code).toBe(1);
      expect(output).toBe(
        `Port ${port} on 127.0.0.1 is taken: stop what listens there, or choose another ${variable}.\n`,
      );
      expect(existsSync(here.database)).toBe(false);
    },
  );

  it('stops when told, and finds its answers again', async () => {
    const here = await demoPlace();
    onTestFinished(() => here.remove());
    const first = await startDemo(here);
    const key = readKeyFile(here);
    const counted = await report<Metrics>('/metrics', here);
    expect(await first.stop('SIGTERM')).toBe(0);

    const second = await startDemo(here);
    expect(readKeyFile(here)).toEqual(key);
    expect(await report<Metrics>('/metrics', here)).toEqual(counted);
    expect(await second.stop('SIGINT')).toBe(0);
  });
});

async function visit(path: string) {
  const opened = await openPage(browser, place.site + path, { viewport: { width: 1280, height: 900 } });
  onTestFinished(() => opened.close());
  return opened;
}

/** From the REST API, as a developer reads it. */
async function report<T>(path: string, { collector, ...here }: DemoPlace = place): Promise<T> {
  const { read_key } = readKeyFile({ collector, ...here });
  const answer = await fetch(`${collector}/v1${path}`, { headers: { authorization: `Bearer ${read_key}` } });
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 100);
      }),
  );
}
