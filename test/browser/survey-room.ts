import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser, openPage, type PageOptions } from './browser.ts';
import { startCollectorDouble, type CollectorDouble, type Script } from './collector-double.ts';

export interface SurveyPage {
  page: Page;
  double: CollectorDouble;
  /** Uncaught errors and console errors. */
  errors: string[];
  /** What the page itself did wrong: the browser reports every failed request by itself. */
  ownErrors: () => string[];
  score: (n: number) => Locator;
}

/** One browser for the tests of a file, which may run side by side; all that they open is closed when they are done. */
export function surveyRoom() {
  const closing: (() => Promise<void>)[] = [];
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    for (const close of closing) await close();
    await browser?.close();
  });

  /** A host page whose survey can be looked into. */
  async function openSurvey(script: Script = {}, options: PageOptions = {}): Promise<SurveyPage> {
    const double = await startCollectorDouble(script);
    const { page, errors, close } = await openPage(browser, double.origin, {
      opensRoots: true,
      reducedMotion: 'reduce',
      ...options,
    });
    closing.push(close, double.close);
    return {
      page,
      double,
      errors,
      ownErrors: () => errors.filter((error) => !error.startsWith('Failed to load resource')),
      score: (n) => page.getByRole('radio', { name: `${n}`, exact: true }),
    };
  }

  return { openSurvey, browser: () => browser };
}
