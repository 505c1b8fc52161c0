import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { init, type InitResult } from '../../server/cli/commands/init.ts';
import type { App } from '../../server/context.ts';
import { packageFile } from '../../server/package-root.ts';
import { openStorage } from '../../server/storage/open-storage.ts';
import type { Storage } from '../../server/storage/storage.ts';
import { accessibleNode } from './accessibility.ts';
import { launchBrowser, openPage } from './browser.ts';
import { tabTo } from './keyboard.ts';

const folder = mkdtempSync(join(tmpdir(), 'elleve-preview-'));
let storage: Storage;
let app: App;
let project: InitResult;
let browser: Browser;

beforeAll(async () => {
  storage = openStorage(join(folder, 'elleve.db'));
  const context = { storage, now: Date.now };
  project = await init(context, { name: 'Ledgerly', time_zone: 'UTC' });
  app = await buildApp({
    ...context,
    secret: 'a secret that only this test knows',
    publicUrl: 'http://elleve.test',
    widgetFolder: packageFile('dist/widget'),
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app.close();
  await storage.close();
  rmSync(folder, { recursive: true });
});

const call = async (method: 'GET' | 'POST', url: string, body?: object) =>
  (
    await app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${project.secret_key}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { payload: JSON.stringify(body) }),
    })
  ).json();

it('a draft is asked and answered in its preview, in its language, and nothing is recorded', async () => {
  const { id } = await call('POST', '/v1/surveys', { name: 'Draft', targeting: { touchpoints: ['never'] } });
  const { url } = await call('POST', `/v1/surveys/${id}/preview`, { locale: 'da' });
  const origin = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`;
  const { page, errors, close } = await openPage(browser, String(url).replace('http://elleve.test', origin));

  await accessibleNode(page, 'radiogroup', /anbefale Ledgerly/);
  await tabTo(page, 'radio', '0');
  await page.keyboard.press('9');
  await page.keyboard.press('Enter');
  await accessibleNode(page, 'textbox', /./);
  await page.keyboard.type('Fint.');
  await tabTo(page, 'button', 'Send');
  await page.keyboard.press('Enter');
  await accessibleNode(page, 'StaticText', /Tak/);

  expect(errors).toEqual([]);
  expect(await call('GET', '/v1/responses')).toMatchObject({ data: [] });
  expect(await call('GET', '/v1/metrics')).toMatchObject({ display_count: 0, response_count: 0 });
  await close();
});
