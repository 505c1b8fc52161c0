import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startElleve, type Elleve } from '../server/harness.ts';
import { launchBrowser, openPage, type OpenedPage } from './browser.ts';

let elleve: Elleve;
let browser: Browser;
let origin: string;
let opened: OpenedPage;
const asked: string[] = [];
const violations: string[] = [];

beforeAll(async () => {
  [elleve, browser] = await Promise.all([startElleve(), launchBrowser()]);
  origin = await elleve.app.listen({ host: '127.0.0.1', port: 0 });
  opened = await openPage(browser, 'about:blank');
  const { page } = opened;
  page.on('request', (request) => asked.push(request.url()));
  await page.exposeFunction('noteViolation', (text: string) => violations.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      (globalThis as unknown as { noteViolation: (text: string) => void }).noteViolation(
        `${violatedDirective} ${blockedURI}`,
      );
    });
  });
  await page.goto(`${origin}/docs`);
  await page.getByText('/v1/metrics/breakdown').waitFor();
}, 60_000);
afterAll(async () => {
  await opened?.close();
  await browser?.close();
  await elleve?.close();
});

describe('/docs', () => {
  it('lists every operation of /openapi.json', async () => {
    const { paths } = (await elleve.app.inject('/openapi.json')).json<{ paths: Record<string, object> }>();
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const shown = await opened.page.locator('.opblock').evaluateAll((blocks) =>
      blocks.map((block) => {
        const text = (selector: string) => block.querySelector(selector)!.textContent.replaceAll('\u200b', '');
        return `${text('.opblock-summary-method')} ${text('.opblock-summary-path')}`;
      }),
    );
    expect(new Set(shown)).toEqual(new Set(described));
  });

  it('shows an operation with its parameters, its example and its refusals, and asks the server itself', async () => {
    const { page } = opened;
    const operation = page.locator('.opblock', { has: page.locator('[data-path="/v1/levels"]') }).first();
    await operation.locator('.opblock-summary-control').first().click();
    await operation.getByText('missing_scope').first().waitFor();
    expect(await operation.innerText()).toContain('baseline');
    await operation.getByRole('button', { name: 'Try it out' }).click();
    await operation.getByRole('button', { name: 'Execute' }).click();
    await operation.getByText('Send a secret key').first().waitFor();
  });

  it('loads nothing from elsewhere and breaks no rule of its own policy', async () => {
    const { headers } = await elleve.app.inject('/docs');
    expect(headers['content-security-policy']).toContain(`default-src 'none'`);
    expect(String(headers['content-security-policy'])).not.toMatch(/unsafe|https?:|\*/);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:'))).toEqual([]);
    expect(violations).toEqual([]);
    expect(opened.errors.filter((error) => !error.includes('status of 401'))).toEqual([]);
  });
});
