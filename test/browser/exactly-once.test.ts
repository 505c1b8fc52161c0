import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Metrics } from '../../shared/contract/reporting.ts';
import { launchBrowser, openPage } from './browser.ts';
import { startChaosProxy } from './chaos-proxy.ts';
import { eventually } from './eventually.ts';
import { startFirstPartySite } from './first-party-site.ts';

const ANSWERS = 1_000;
const FEWER = 40;
/** One for each core of a small machine. */
const PAGES = 2;
const CUT = 0.3;
/** Pauses between tries pass this many times faster, for the widget alone: the waiting itself proves nothing. */
const HASTE = 400;
const WITHIN_MS = 240_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test(
  'through a proxy that cuts 30 % of the connections, 1,000 answers are 1,000 rows',
  { timeout: WITHIN_MS },
  async () => {
    const { counted, proxy, errors } = await answerThroughChaos(ANSWERS);
    expect(counted).toMatchObject({ response_count: ANSWERS, respondent_count: ANSWERS, display_count: ANSWERS });
    expect(counted.score_distribution).toEqual(Array.from({ length: 11 }, (_, score) => people(ANSWERS, score)));
    expect(errors).toEqual([]);
    for (const cut of Object.values(proxy.cuts)) expect(cut).toBeGreaterThan(proxy.connections * CUT * 0.25);
  },
);

test('a widget that names every try anew does not pass', { timeout: WITHIN_MS }, async () => {
  const { counted } = await answerThroughChaos(FEWER, (page) => page.addInitScript(nameTriesAnew));
  expect(counted.response_count).toBeLessThan(FEWER);
  expect(counted.display_count).toBeGreaterThan(counted.response_count);
});

/** How many of the people answer with a score. */
function people(all: number, score: number): number {
  return Math.ceil((all - score) / 11);
}

/** Pages in which one person after another signs in and answers: the real widget on the real collector. */
async function answerThroughChaos(answers: number, plant?: (page: Page) => Promise<unknown>) {
  const site = await startFirstPartySite({
    headers: {},
    oneRequestPerConnection: true,
    html: ({ public_key }) => `<!doctype html><html lang="en"><title>Invoices</title><link rel="icon" href="data:,">
      <script async src="/w/elleve.js" data-project="${public_key}" data-host="${proxy.origin}"></script>`,
  });
  const proxy = await startChaosProxy(Number(new URL(site.origin).port), CUT);
  const opening = Array.from({ length: PAGES }, () =>
    openPage(browser, site.origin, {
      opensRoots: true,
      reducedMotion: 'reduce',
      async prepare(fresh) {
        await fresh.addInitScript(hurry, HASTE);
        await plant?.(fresh);
      },
    }),
  );
  const pages = await Promise.all(opening);
  onTestFinished(async () => {
    for (const { close } of pages) await close();
    await proxy.close();
    await site.close();
  });

  const asked = await Promise.all(
    pages.map(({ page }, first) => page.evaluate(answerAsEverybody, { first, step: PAGES, answers })),
  );
  const read = () => site.report<Metrics>('/metrics?kind=relationship');
  const isWhole = asked.reduce((all, some) => all + some) === answers;
  const counted = isWhole ? await eventually(read, (metrics) => metrics.response_count >= answers) : await read();
  const ownErrors = pages.flatMap(({ errors }) => errors.filter((error) => !error.startsWith('Failed to load')));
  return { counted, proxy, errors: ownErrors };
}

/** In the page: signs one after another in, scores, and leaves when the score is on its way. How many were asked. */
async function answerAsEverybody({ first, step, answers }: Record<'first' | 'step' | 'answers', number>) {
  const { elleve } = globalThis as unknown as { elleve: (...command: unknown[]) => void };
  let person = first;
  return new Promise<number>((everybodyAsked) => {
    let patience: ReturnType<typeof setTimeout>;
    const next = () => {
      clearTimeout(patience);
      const end = () => everybodyAsked((person - first) / step);
      if (person >= answers) end();
      else elleve('identify', { id: `user-${person}` });
      // Whoever is not asked by then will not be: twenty seconds, hurried as all waiting here.
      patience = setTimeout(end, 8_000_000);
    };
    elleve('on', 'shown', () =>
      setTimeout(() => {
        const { shadowRoot } = [...document.querySelectorAll('html > div')].find((node) => node.shadowRoot)!;
        shadowRoot!.querySelectorAll<HTMLElement>('[role=radio]')[person % 11]!.click();
        person += step;
        next();
      }),
    );
    next();
  });
}

function hurry(times: number): void {
  const { setTimeout: atLeisure } = globalThis;
  globalThis.setTimeout = ((work: () => void, ms = 0, ...given: []) => atLeisure(work, ms / times, ...given)) as never;
}

function nameTriesAnew(): void {
  const { fetch: asIs } = globalThis;
  globalThis.fetch = (url, init) =>
    asIs(url, {
      ...init,
      ...(typeof init?.body === 'string' && {
        body: init.body.replace(/"id":"([0-9a-f-]{24})[0-9a-f]{12}"/, (_all, begin: string) => {
          const end = Math.floor(Math.random() * 16 ** 12).toString(16);
          return `"id":"${begin}${end.padStart(12, '0')}"`;
        }),
      }),
    });
}
