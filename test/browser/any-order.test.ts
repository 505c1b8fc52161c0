import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { surveyFixture } from '../widget/survey-fixture.ts';
import { apiPage, heardOn, WAYS } from './api-page.ts';
import { surveyRoom } from './survey-room.ts';

const { openSurvey } = surveyRoom();

const COMMANDS = 'identify reset track show dismiss on off consent debug destroy'.split(' ');
/** Expressions: some of these values no JSON holds. */
const VALUES = [
  'undefined',
  'null',
  '""',
  '0',
  '-0',
  'NaN',
  '1n',
  'true',
  'false',
  '[]',
  '{}',
  '() => false',
  '() => { throw new Error("the page’s own mistake") }',
  'Symbol("x")',
  'Object.create(null)',
  'new Proxy({}, { get() { throw new Error("a trap") } })',
  '{ id: "user-42" }',
  '{ id: 42, account: { id: "acme", traits: { plan: 1n } } }',
  '{ id: Symbol("x") }',
  '{ id: "a".repeat(1e5) }',
  '"shown"',
  '"ready"',
  '"constructor"',
  '"__proto__"',
  '"invoice_paid"',
  JSON.stringify(surveyFixture().id),
  'document.body',
  'window',
];
const RUNS = 6;

const words = fc.tuple(fc.constantFrom(...COMMANDS), fc.array(fc.constantFrom(...VALUES), { maxLength: 3 }));

describe('whatever is called in whatever order, nothing throws and nothing is logged', () => {
  test.each(WAYS)('by the %s', { timeout: 180_000 }, async (way) => {
    const scripts = fc.array(words, { minLength: 30, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(scripts, async (spoken) => {
        const { page, errors } = await openSurvey({ page: apiPage(way, { user: 'user-42' }) });
        await expect.poll(() => heardOn(page)).toContainEqual(['ready', {}]);
        expect(await speak(page, spoken)).toEqual([]);
        expect(errors).toEqual([]);
        await page.close();
      }),
      { numRuns: RUNS },
    );
  });

  test('and a command that throws would be noticed', async () => {
    const { page } = await openSurvey({ page: apiPage('script') });
    await expect.poll(() => heardOn(page)).toContainEqual(['ready', {}]);
    await page.evaluate(() => Object.assign(globalThis, { elleve: (word: string) => word.at(-1)!.repeat(-1) }));
    expect(await speak(page, [['show', []]])).toEqual(['show: RangeError: Invalid count value: -1']);
  });
});

/** Says it all, with a moment between now and then; tells what threw. */
function speak(page: Page, spoken: [name: string, given: string[]][]): Promise<string[]> {
  const all = spoken.map(([name, given]) => `['${name}', [${given.join()}]]`);
  return page.evaluate(`(${sayAll.toString()})([${all.join()}])`);
}

/** Runs in the page. */
async function sayAll(all: [name: string, given: unknown[]][]): Promise<string[]> {
  const { command } = globalThis as unknown as { command: (...given: unknown[]) => void };
  const thrown: string[] = [];
  for (const [name, given] of all) {
    try {
      command(name, ...given);
    } catch (error) {
      thrown.push(`${name}: ${String(error)}`);
    }
    if (given.length === 1) await new Promise((moment) => setTimeout(moment, 20));
  }
  await new Promise((moment) => setTimeout(moment, 500));
  return thrown;
}
