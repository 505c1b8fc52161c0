import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brotliCompressSync } from 'node:zlib';
import { buildApp } from '../../server/app.ts';
import type { App } from '../../server/context.ts';
import { startElleve, type Elleve } from './harness.ts';

const FILES = {
  'elleve.js': 'window.elleve = () => {};\n',
  'elleve-0.1.0.js': '/* 0.1.0 */\n',
  'ui-0123abcd.js': 'export {};\n',
};

let elleve: Elleve;
let folder: string;
let app: App;
beforeAll(async () => {
  elleve = await startElleve();
  folder = mkdtempSync(join(tmpdir(), 'elleve-widget-'));
  for (const [name, text] of Object.entries(FILES)) {
    writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(text));
  }
  app = await buildApp({
    storage: elleve.storage,
    secret: 'x',
    now: Date.now,
    publicUrl: 'http://elleve.test',
    widgetFolder: folder,
  });
});
afterAll(async () => {
  await app.close();
  await elleve.close();
  rmSync(folder, { recursive: true });
});

describe('GET /w/…', () => {
  it.each([
    ['elleve.js', 'public, max-age=300, stale-while-revalidate=86400'],
    ['elleve-0.1.0.js', 'public, max-age=31536000, immutable'],
    ['ui-0123abcd.js', 'public, max-age=31536000, immutable'],
  ] as const)('%s may be loaded by any page and cached: %s', async (name, cacheControl) => {
    const { statusCode, headers, body } = await app.inject({
      url: `/w/${name}`,
      headers: { origin: 'https://shop.example' },
    });
    expect(statusCode).toBe(200);
    expect(body).toBe(FILES[name]);
    expect(headers).toMatchObject({
      'content-type': expect.stringContaining('javascript'),
      'cache-control': cacheControl,
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(headers).not.toHaveProperty('set-cookie');
  });

  it('goes packed to whoever can unpack it', async () => {
    const { headers } = await app.inject({ url: '/w/elleve.js', headers: { 'accept-encoding': 'br' } });
    expect(headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': expect.stringContaining('javascript'),
      'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
      vary: expect.stringMatching(/accept-encoding/i),
    });
  });

  it('is not sent again to a page that has it', async () => {
    const { headers } = await app.inject('/w/elleve.js');
    const again = await app.inject({ url: '/w/elleve.js', headers: { 'if-none-match': String(headers['etag']) } });
    expect(again.statusCode).toBe(304);
  });

  it.each(['gone-0123abcd.js', '', '..%2f..%2fpackage.json', '%2e%2e/elleve.db', '.env'])(
    '%s is nothing, and a page may read so',
    async (name) => {
      const refused = await app.inject({ url: `/w/${name}`, headers: { origin: 'https://shop.example' } });
      expect(refused.statusCode).toBe(404);
      expect(refused.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(refused.json()).toMatchObject({ code: 'not_found' });
    },
  );

  it('refuses a name that no file can have', async () => {
    expect((await app.inject('/w/elleve.js%00.png')).statusCode).toBe(400);
  });

  it('starts only when the widget is built', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'elleve-widget-'));
    const start = buildApp({
      storage: elleve.storage,
      secret: 'x',
      now: Date.now,
      publicUrl: 'http://elleve.test',
      widgetFolder: empty,
    });
    await expect(start).rejects.toThrow(/has no elleve\.js\. Run `npm run build` first/);
    rmSync(empty, { recursive: true });
  });
});
