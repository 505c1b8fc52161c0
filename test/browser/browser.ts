import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { CHROMIUM, QUIET } from '../bench/chromium.ts';

/** One page and what went wrong on it. */
export interface OpenedPage {
  page: Page;
  /** Uncaught errors, unhandled rejections and everything the console calls an error. */
  errors: string[];
  close: () => Promise<void>;
}

export interface PageOptions extends BrowserContextOptions {
  /** Closed shadow roots hide from locators and axe alike: opened, a test can look inside. */
  opensRoots?: boolean;
  /** Before the page is loaded. */
  prepare?: (page: Page) => Promise<unknown>;
}

export async function launchBrowser(): Promise<Browser> {
  if (!existsSync(CHROMIUM)) {
    throw new Error(`No Chromium at ${CHROMIUM}. Install it (apt-get install chromium) or set CHROMIUM to its path.`);
  }
  return chromium.launch({ executablePath: CHROMIUM, args: QUIET });
}

/** A page of its own context: no cache, cookie or storage is shared with another. */
export async function openPage(browser: Browser, url: string, options: PageOptions = {}): Promise<OpenedPage> {
  const { opensRoots = false, prepare, ...contextOptions } = options;
  const context = await browser.newContext(contextOptions);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  if (opensRoots) await page.addInitScript(openShadowRoots);
  await prepare?.(page);
  await page.goto(url);
  return { page, errors, close: () => context.close() };
}

function openShadowRoots() {
  const attach = Reflect.get(Element.prototype, 'attachShadow');
  Element.prototype.attachShadow = function (options) {
    return Reflect.apply(attach, this, [{ ...options, mode: 'open' }]);
  };
}
