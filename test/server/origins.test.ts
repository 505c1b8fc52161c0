import { beforeAll, describe, expect, it } from 'vitest';
import { freshElleve, type Elleve } from './harness.ts';
import { call, read } from './team.ts';

const LISTED = [
  'https://app.example.com',
  'http://localhost:3000',
  'https://*.shop.example',
  'https://münchen.example',
  'http://[::1]:8080',
  'https://203.0.113.7',
];
LISTED[3] = 'https://xn--mnchen-3ya.example';

const ALLOWED = [
  'https://app.example.com',
  'http://localhost:3000',
  'https://a.shop.example',
  'https://a.b.shop.example',
  'https://deep.er.still.shop.example',
  'https://xn--mnchen-3ya.shop.example',
  'https://xn--mnchen-3ya.example',
  'http://[::1]:8080',
  'https://203.0.113.7',
  'https://a-b.shop.example',
];

/** Each differs from an allowed one in something that matters. */
const REFUSED = [
  'http://app.example.com',
  'https://app.example.com:443',
  'https://app.example.com:8443',
  'https://app.example.com/',
  'https://app.example.com/path',
  'https://app.example.com?x',
  'https://app.example.com#x',
  'https://app.example.com.',
  'https://app.example.com.evil.example',
  'https://app.example.com@evil.example',
  'https://evil.example/https://app.example.com',
  'https://evil.example?https://app.example.com',
  'https://app.example.comevil.example',
  'https://evilapp.example.com',
  'https://www.app.example.com',
  'https://example.com',
  'https://app-example.com',
  'https://appxexample.com',
  'https://app.exampleXcom',
  'https://APP.example.com',
  'HTTPS://app.example.com',
  'https:///app.example.com',
  'https:app.example.com',
  '//app.example.com',
  'app.example.com',
  'https://app.example.com https://evil.example',
  'https://app.example.com,https://evil.example',
  'https://app.example.com\tx',
  ' https://app.example.com x',
  'https://аpp.example.com'.replace('а', 'xn--pp-6kc'),
  'https://app.example.com%00',
  'https://app.example.com%2eevil.example',
  'https://app.example.com\\evil.example',
  'https://user@app.example.com',
  'https://user:pass@app.example.com',
  'ftp://app.example.com',
  'file://',
  'file:///etc/passwd',
  'chrome-extension://abcdefghijklmnop',
  'capacitor://localhost',
  'data:text/html,x',
  'javascript:alert(1)',
  'about:blank',
  'blob:https://app.example.com/1',
  'null',
  'undefined',
  '*',
  'https://*',
  'https://*.shop.example',
  'https://*.example.com',
  'http://localhost',
  'https://localhost:3000',
  'http://localhost:3001',
  'http://localhost:30000',
  'http://localhost:300',
  'http://127.0.0.1:3000',
  'http://localhost.evil.example:3000',
  'http://evil.example:3000',
  'http://localhost:3000.evil.example',
  'http://LOCALHOST:3000',
  'https://shop.example',
  'https://evilshop.example',
  'https://evil-shop.example',
  'http://a.shop.example',
  'https://a.shop.example:8443',
  'https://a.shop.example:443',
  'https://a.shop.example.',
  'https://a.shop.example.evil.example',
  'https://a.shop.example/',
  'https://a.shop.example@evil.example',
  'https://evil.example/.shop.example',
  'https://evil.example#.shop.example',
  'https://evil.example?.shop.example',
  'https://evil.example\\.shop.example',
  'https://.shop.example',
  'https://a..shop.example/',
  'https://A.shop.example',
  'https://a.shop.exampl',
  'https://a.shop.examples',
  'https://a.b@c.shop.example',
  'https://evil.example:x.shop.example',
  'https://a shop.example',
  'https://a%2eshop.example',
  'https://xn--mnchen-3ya.example:80',
  'https://munchen.example',
  'http://xn--mnchen-3ya.example',
  'http://[::1]',
  'http://[::1]:8081',
  'https://[::1]:8080',
  'http://[::2]:8080',
];

let elleve: Elleve;
beforeAll(async () => {
  elleve = await freshElleve();
  expect((await call(elleve, 'PATCH', '/project', { body: { origins: LISTED } })).status).toBe(200);
});

const headersOf = (origin: string | undefined) => ({
  'content-type': 'application/json',
  ...(origin !== undefined && { origin }),
});

async function configFrom(origin: string | undefined) {
  return elleve.app.inject({ url: `/c/${elleve.public_key}/config`, headers: headersOf(origin) });
}

async function claimFrom(origin: string | undefined) {
  const body = {
    id: elleve.newId(),
    survey_id: elleve.survey_id,
    survey_version: 1,
    respondent: { id: elleve.newId() },
  };
  return elleve.app.inject({
    method: 'POST',
    url: `/c/${elleve.public_key}/displays`,
    headers: headersOf(origin),
    payload: JSON.stringify(body),
  });
}

describe('the origins of a project', () => {
  it('are tried with a hundred', () => {
    expect(new Set([...ALLOWED, ...REFUSED]).size).toBe(100);
  });

  it.each(ALLOWED)('allow %s', async (origin) => {
    expect((await configFrom(origin)).statusCode).toBe(200);
    expect((await claimFrom(origin)).json()).toMatchObject({ show: true });
  });

  it.each(REFUSED)('refuse %s', async (origin) => {
    const before = elleve.stored();
    for (const refused of [await configFrom(origin), await claimFrom(origin)]) {
      expect(refused.json()).toMatchObject({ status: 403, code: 'origin_refused' });
      expect(refused.headers).toMatchObject({ 'access-control-allow-origin': '*' });
      expect(refused.headers).not.toHaveProperty('access-control-allow-credentials');
    }
    expect(elleve.stored()).toEqual(before);
  });

  it('let a page of the site’s own read, for which browsers name no origin, but not write', async () => {
    const { statusCode, headers } = await configFrom(undefined);
    expect({ statusCode, vary: headers['vary'] }).toEqual({ statusCode: 200, vary: 'accept-encoding, origin' });
    expect((await claimFrom(undefined)).statusCode).toBe(403);
  });

  it('let a preflight through: the request after it is judged', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const { statusCode } = await elleve.app.inject({
      method: 'OPTIONS',
      url: `/c/${elleve.public_key}/displays`,
      headers,
    });
    expect(statusCode).toBe(204);
  });

  it('are told to the team, and are all origins until one is named', async () => {
    expect(await read(elleve, '/project')).toMatchObject({ origins: LISTED });
    const open = await freshElleve();
    expect(await read(open, '/project')).toMatchObject({ origins: [] });
    const { headers } = await open.app.inject({
      url: `/c/${open.public_key}/config`,
      headers: { origin: 'https://any.example' },
    });
    expect(headers['vary']).toBe('accept-encoding');
  });

  it.each([
    '',
    'null',
    '*',
    'https://*',
    'https://*.*.example',
    'https://a.*.example',
    'app.example.com',
    'ftp://app.example.com',
    'HTTPS://app.example.com',
    'https://App.example.com',
    'https://app.example.com/',
    'https://app.example.com:443',
    'https://user@app.example.com',
    'https://münchen.example',
    'https://a.example https://b.example',
  ])('cannot hold %j', async (text) => {
    expect(await call(elleve, 'PATCH', '/project', { body: { origins: [text] } })).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
    expect(await read(elleve, '/project')).toMatchObject({ origins: LISTED });
  });
});

describe('what a browser is told beside', () => {
  it('lets other sites read the collector and the widget, and nothing else, and never with credentials', async () => {
    for (const [url, readable] of [
      [`/c/${elleve.public_key}/config`, true],
      ['/w/elleve.js', true],
      ['/v1/levels', false],
      ['/openapi.json', false],
      ['/healthz', false],
      ['/nothing', false],
    ] as const) {
      const { headers } = await elleve.app.inject({
        url,
        headers: { origin: 'https://app.example.com', authorization: `Bearer ${elleve.secret_key}` },
      });
      expect(headers['access-control-allow-origin'], url).toBe(readable ? '*' : undefined);
      expect(headers, url).not.toHaveProperty('access-control-allow-credentials');
      expect(headers['x-content-type-options'], url).toBe('nosniff');
      expect(headers['cross-origin-resource-policy'], url).toBe(readable ? 'cross-origin' : 'same-origin');
      if (readable) {
        // What only pages need would be a third of every answer of the collector.
        expect(headers, url).not.toHaveProperty('content-security-policy');
        continue;
      }
      expect(headers['content-security-policy'], url).toContain("default-src 'none'");
      expect(headers['content-security-policy'], url).toContain("frame-ancestors 'none'");
      expect(headers['referrer-policy'], url).toBe('no-referrer');
    }
  });

  it('allows nothing inline on any page', async () => {
    const urls = elleve.app.printRoutes({ commonPrefix: false }).match(/\/[^\s(]*(?= \(GET)/g) ?? [];
    expect(urls.length).toBeGreaterThan(3);
    for (const url of ['/', '/docs', '/openapi.json', '/nothing', ...urls]) {
      const { headers } = await elleve.app.inject({ url, headers: { accept: 'text/html' } });
      if (String(headers['content-type']).startsWith('text/html'))
        expect(headers['content-security-policy'], url).toContain('default-src');
      expect(headers['content-security-policy'] ?? '', url).not.toContain('unsafe');
    }
  });
});
