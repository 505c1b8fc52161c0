import { chromium } from 'playwright-core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFile } from '../server/package-root.ts';
import { readSettings } from './settings.ts';
import { startDemo } from './start-demo.ts';

const VIEWPORT = { width: 1440, height: 840 };
const DRAWN_MS = 1_500;

/** Takes the picture that the README shows: the running demo, on sample data of its own, with the survey open. */
const folder = mkdtempSync(join(tmpdir(), 'elleve-screenshot-'));
const demo = await startDemo(
  readSettings({ ELLEVE_PORT: '4021', DEMO_PORT: '4022', ELLEVE_DATABASE: join(folder, 'demo.db') }),
);
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
try {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.goto(demo.address);
  await page.click('#ask');
  await page.mouse.move(0, 0);
  await page.waitForTimeout(DRAWN_MS);
  await page.screenshot({ path: packageFile('docs/screenshot.png') });
} finally {
  await browser.close();
  await demo.stop();
  rmSync(folder, { recursive: true });
}
