import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { uuidv7 } from '../../shared/uuid.ts';
import { PAYLOADS } from '../payloads.ts';
import { surveyFixture } from '../widget/survey-fixture.ts';
import { openPage } from './browser.ts';
import { demoPlace, startDemo, type DemoPlace, type DemoProcess, type KeyFile } from './demo-process.ts';
import { eventually } from './eventually.ts';
import { surveyRoom } from './survey-room.ts';

const room = surveyRoom();

/** Whatever runs calls it, from wherever it runs. */
const listen = (page: Page) =>
  page.addInitScript(() => {
    const hits: string[] = [];
    Object.assign(window, { hits, hit: () => void hits.push(location.href) });
  });
const hitsOn = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { hits: string[] }).hits);

/** Lets what was put into the page load, fail and run. */
const settle = (page: Page) => page.waitForTimeout(300);

function batches(size: number): string[][] {
  return Array.from({ length: Math.ceil(PAYLOADS.length / size) }, (_, i) => PAYLOADS.slice(i * size, (i + 1) * size));
}

it('the payloads are five hundred, and run where text is taken for markup', async () => {
  expect(new Set(PAYLOADS).size).toBe(500);
  const { page } = await room.openSurvey({}, { prepare: listen });
  await page.evaluate(
    (payloads) => {
      for (const payload of payloads) document.body.insertAdjacentHTML('beforeend', `<div>${payload}</div>`);
    },
    [...PAYLOADS],
  );
  await settle(page);
  expect((await hitsOn(page)).length).toBeGreaterThan(50);
});

describe('every text of a survey, in the widget', () => {
  const { wording } = surveyFixture();
  const CATEGORIES = { promoter: 9, passive: 7, detractor: 2 } as const;

  it.each(Object.entries(CATEGORIES))('is text, seen by a %s', { timeout: 120_000 }, async (category, score) => {
    for (const payloads of batches(250)) {
      // Marked, so that each place is known to have been seen.
      const text = (place: string) => `${place}: ${payloads.join(' ')}`;
      const { page, score: radio } = await room.openSurvey(
        {
          survey: {
            wording: {
              ...wording,
              question: text('question'),
              low: text('low'),
              high: text('high'),
              follow_up: { promoter: text('more'), passive: text('more'), detractor: text('more') },
              placeholder: text('placeholder'),
              send: text('send'),
              skip: text('skip'),
              close: text('close'),
              thanks: Object.fromEntries(
                Object.keys(CATEGORIES).map((one) => [
                  one,
                  { text: text('thanks'), link: { label: text('label'), url: 'https://example.com/' } },
                ]),
              ) as typeof wording.thanks,
            },
          },
        },
        { prepare: listen },
      );
      await page.getByText('question: ').first().waitFor();
      await settle(page);
      await radio(score).click();
      await page.getByText('more: ').first().waitFor();
      await page.getByRole('textbox').fill(payloads.join(' ').slice(0, 1_900));
      await settle(page);
      await page.getByRole('button', { name: /^send: / }).click();
      await page.getByText('thanks: ').first().waitFor();
      await settle(page);
      expect(await hitsOn(page), category).toEqual([]);
    }
  });
});

describe('every text of an answer, in the panel of the demo', () => {
  let place: DemoPlace;
  let demo: DemoProcess;
  beforeAll(async () => {
    place = await demoPlace();
    place.env['ELLEVE_LIMITS'] = 'off';
    demo = await startDemo(place);
  }, 120_000);
  afterAll(async () => {
    await demo?.stop();
    place?.remove();
  });

  async function post(path: string, body: object): Promise<{ write_token?: string }> {
    const { public_key } = JSON.parse(readFileSync(join(place.folder, 'demo.json'), 'utf8')) as KeyFile;
    const answer = await fetch(`${place.collector}/c/${public_key}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBeLessThan(300);
    return (await answer.json()) as { write_token?: string };
  }

  async function answerWith(comment: string, account: string): Promise<void> {
    const { public_key } = JSON.parse(readFileSync(join(place.folder, 'demo.json'), 'utf8')) as KeyFile;
    const { surveys } = (await (await fetch(`${place.collector}/c/${public_key}/config`)).json()) as {
      surveys: { id: string; version: number }[];
    };
    const id = newId();
    const { write_token } = await post('/displays', {
      id,
      survey_id: surveys[0]!.id,
      survey_version: surveys[0]!.version,
      respondent: { id: newId() },
      account: { id: account },
    });
    await post('/responses', { id: newId(), display_id: id, write_token, score: 9, comment });
  }

  it('is text', { timeout: 300_000 }, async () => {
    const { page, close } = await openPage(room.browser(), place.site, { prepare: listen });
    // Four comments are shown at a time.
    const groups = batches(25);
    for (let start = 0; start < groups.length; start += 4) {
      const shown = groups.slice(start, start + 4);
      for (const [i, payloads] of shown.entries()) {
        await answerWith(
          `comment ${start + i}: ${payloads.join(' ')}`.slice(0, 2_000),
          `${payloads[0]!.slice(0, 120)} ${start + i}`,
        );
      }
      await eventually(
        () => page.locator('body').innerText(),
        (text) => text.includes(`comment ${start + shown.length - 1}: `),
      );
      await settle(page);
      expect(await hitsOn(page)).toEqual([]);
    }
    await close();
  });
});

function newId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(16)));
}
