import { existsSync } from 'node:fs';
import { launch, type Browser, type Page } from 'puppeteer-core';

const FIREFOX = process.env['FIREFOX'] ?? '/usr/bin/firefox-esr';
const WIDTH = 900;
const HEIGHT = 700;

/** One page in Firefox and what went wrong on it. */
export interface FirefoxPage {
  page: Page;
  /** Uncaught errors, console errors, and every rule of the page's policy that was broken. */
  errors: string[];
  close: () => Promise<void>;
}

/** The distribution's own Firefox, driven over WebDriver BiDi. */
export async function launchFirefox(): Promise<Browser> {
  if (!existsSync(FIREFOX)) {
    throw new Error(`No Firefox at ${FIREFOX}. Install it (apt-get install firefox-esr) or set FIREFOX to its path.`);
  }
  // The browser's own search for an icon would break a strict policy.
  const extraPrefsFirefox = { 'browser.chrome.site_icons': false };
  return launch({ browser: 'firefox', executablePath: FIREFOX, headless: true, extraPrefsFirefox });
}

export async function openFirefoxPage(browser: Browser, url: string, { opensRoots = true } = {}): Promise<FirefoxPage> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.setViewport({ width: WIDTH, height: HEIGHT });
  await page.evaluateOnNewDocument(reportViolations);
  if (opensRoots) await page.evaluateOnNewDocument(openShadowRoots);
  await page.goto(url);
  return { page, errors, close: () => context.close() };
}

function reportViolations() {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    // oxlint-disable-next-line no-console
    console.error(`The policy forbids ${effectiveDirective} ${blockedURI}`);
  });
}

function openShadowRoots() {
  const attach = Reflect.get(Element.prototype, 'attachShadow');
  Element.prototype.attachShadow = function (options) {
    return Reflect.apply(attach, this, [{ ...options, mode: 'open' }]);
  };
}
