import { brotliDecompressSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { freshElleve, type Elleve } from '../harness.ts';
import { call, makeSurvey } from '../team.ts';

let elleve: Elleve;
beforeEach(async () => {
  elleve = await freshElleve({ name: 'Ledgerly' });
});

function getConfig(query = '', headers: Record<string, string> = {}) {
  return elleve.app.inject({ url: `/c/${elleve.public_key}/config${query}`, headers });
}

async function surveys(query = ''): Promise<Record<string, unknown>[]> {
  return (await getConfig(query)).json().surveys;
}

describe('the configuration', () => {
  it('holds what a page needs to ask, and nothing more', async () => {
    await call(elleve, 'PATCH', `/surveys/${elleve.survey_id}`, {
      body: { name: 'Secret plan', targeting: { touchpoints: ['invoice_paid'] }, look: { accent: '#0055aa' } },
    });
    const [survey, ...others] = await surveys();
    expect(others).toEqual([]);
    expect(survey).toEqual({
      id: elleve.survey_id,
      version: 1,
      kind: 'relationship',
      locale: 'en',
      direction: 'ltr',
      wording: {
        question: expect.stringContaining('Ledgerly'),
        low: expect.any(String),
        high: expect.any(String),
        follow_up: { promoter: expect.any(String), passive: expect.any(String), detractor: expect.any(String) },
        placeholder: expect.any(String),
        send: expect.any(String),
        skip: expect.any(String),
        close: expect.any(String),
        thanks: { promoter: thanks(), passive: thanks(), detractor: thanks() },
      },
      look: { position: 'bottom_right', theme: 'auto', accent: '#0055aa' },
      targeting: { touchpoints: ['invoice_paid'], url_patterns: [], delay_s: 0 },
    });
  });

  it('holds the question about contact when the survey asks it', async () => {
    await call(elleve, 'PATCH', `/surveys/${elleve.survey_id}`, { body: { ask_contact: true } });
    const [survey] = await surveys('?locale=da');
    expect(survey!['wording']).toHaveProperty('contact', 'Må vi kontakte dig om dit svar?');
    await call(elleve, 'PATCH', `/surveys/${elleve.survey_id}`, { body: { ask_contact: false } });
    expect((await surveys('?locale=da'))[0]!['wording']).not.toHaveProperty('contact');
  });

  it('passes on every part of the look', async () => {
    const look = {
      position: 'inline',
      theme: 'dark',
      accent: '#0055aa',
      radius: 0,
      font: 'system',
      z_index: 10,
      name: 'Ledgerly',
      logo: 'https://ledgerly.example/logo.svg',
    };
    await call(elleve, 'PATCH', `/surveys/${elleve.survey_id}`, { body: { look } });
    expect((await surveys())[0]!['look']).toEqual(look);
  });

  it.each([{ radius: -1 }, { logo: 'http://x/' }, { logo: 'data:image/png,x' }, { z_index: 3e9 }, { font: 'Comic' }])(
    'takes no look of %o',
    async (look) => {
      const { status } = await call(elleve, 'PATCH', `/surveys/${elleve.survey_id}`, { body: { look } });
      expect(status).toBe(400);
    },
  );

  it('tells the page its own rules, those of every survey first, and no rule of the server', async () => {
    const page = {
      touchpoint_where: { paid: { amount: { gt: 100 } } },
      session_s: 60,
      scroll_percent: 50,
      idle_s: 5,
      exit_intent: true,
      devices: ['desktop'],
      min_width_px: 600,
      max_width_px: 2_000,
    };
    const secret = {
      traits: { plan: { eq: 'pro' } },
      locales: ['en'],
      started_days: { account: 30 },
      sample_percent: 50,
      quota: { responses: 10 },
      exclude: { respondents: ['tester'] },
    };
    const basic = { touchpoints: ['paid'], url_patterns: ['/x'], delay_s: 3 };
    const body = { targeting: { ...secret, ...page, ...basic } };
    expect(await call(elleve, 'PATCH', `/surveys/${elleve.survey_id}`, { body })).toMatchObject({ status: 200 });
    const [survey] = await surveys();
    expect(survey!['targeting']).toEqual({ ...basic, ...page });
    expect(Object.keys(survey!['targeting'] as object).slice(0, 3)).toEqual(Object.keys(basic));
  });

  it('gives no secret away', async () => {
    const { body } = await getConfig();
    expect(body).not.toMatch(/elv_sk_|prj_|pressure|rest_|created_at|updated_at|status|Relationship/);
  });

  it('holds live surveys only', async () => {
    await makeSurvey(elleve, { name: 'Draft' });
    await makeSurvey(elleve, { name: 'Paused' }, 'live', 'paused');
    const second = await makeSurvey(elleve, { name: 'Live' }, 'live');
    expect((await surveys()).map(({ id }) => id)).toEqual([elleve.survey_id, second]);
  });

  it.each([
    ['?locale=da-DK', 'da'],
    ['?locale=DE', 'de'],
    ['?locale=xx-klingon', 'en'],
    ['?locale=', 'en'],
    ['?locale=%3Cscript%3E', 'en'],
    ['', 'en'],
  ])('is in one language: %j is answered in %s', async (query, locale) => {
    expect(await surveys(query)).toMatchObject([{ locale }]);
  });

  it.each(['?locale=da&locale=de', '?survey=1', `?locale=${'x'.repeat(36)}`])('refuses the query %s', async (query) => {
    const refused = await getConfig(query);
    expect(refused.statusCode).toBe(400);
    expect(refused.json()).toMatchObject({ code: 'invalid_request' });
  });

  it('shows a change at once', async () => {
    const before = await getConfig();
    await call(elleve, 'PATCH', `/surveys/${elleve.survey_id}`, { body: { look: { theme: 'dark' } } });
    const after = await getConfig();
    expect(after.json().surveys).toMatchObject([{ look: { theme: 'dark' } }]);
    expect(after.headers['etag']).not.toBe(before.headers['etag']);
  });

  it('is that of its project alone', async () => {
    const neighbour = await elleve.newProject({ name: 'Neighbour' });
    const theirs = await elleve.app.inject(`/c/${neighbour.public_key}/config`);
    expect(theirs.json().surveys).toMatchObject([
      { id: neighbour.survey_id, wording: { question: expect.stringContaining('Neighbour') } },
    ]);
    expect(await surveys()).toMatchObject([{ id: elleve.survey_id }]);
  });
});

describe('a page view costs little:', () => {
  it('caches may keep the configuration, and renew it behind the page', async () => {
    const { headers } = await getConfig();
    expect(headers['cache-control']).toBe('public, max-age=300, stale-while-revalidate=86400');
    expect(headers['vary']).toBe('accept-encoding');
    expect(headers).not.toHaveProperty('set-cookie');
  });

  it.each([
    ['the same tag', (tag: string) => tag],
    ['the tag as a proxy weakened it', (tag: string) => `W/${tag}`],
    ['one of several tags', (tag: string) => `"other", W/${tag}, "another"`],
    ['any tag', () => '*'],
  ])('%s is answered by 304 and no body', async (_, sent) => {
    const { headers } = await getConfig();
    const current = await getConfig('', { 'if-none-match': sent(String(headers['etag'])) });
    expect(current.statusCode).toBe(304);
    expect(current.body).toBe('');
    expect(current.headers).toMatchObject({ etag: headers['etag'], 'cache-control': headers['cache-control'] });
    expect(current.headers['access-control-allow-origin']).toBe('*');
  });

  it('another tag is answered in full', async () => {
    expect((await getConfig('', { 'if-none-match': '"other"' })).statusCode).toBe(200);
  });

  it('brotli brings one survey below 1,500 bytes', async () => {
    const plain = await getConfig();
    const packed = await getConfig('', { 'accept-encoding': 'gzip, deflate, br' });
    expect(packed.headers['content-encoding']).toBe('br');
    expect(packed.rawPayload.byteLength).toBeLessThanOrEqual(1_500);
    expect(brotliDecompressSync(packed.rawPayload).toString()).toBe(plain.body);
  });

  it.each(['gzip', 'identity', 'br;q=0, gzip', ''])('is plain for whoever accepts %j', async (encoding) => {
    const { headers } = await getConfig('', { 'accept-encoding': encoding });
    expect(headers).not.toHaveProperty('content-encoding');
  });
});

function preflight(path: string, headers: Record<string, string> = {}) {
  return elleve.app.inject({
    method: 'OPTIONS',
    url: `/c/${elleve.public_key}${path}`,
    headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST', ...headers },
  });
}

describe('every page may speak to the collector:', () => {
  it('a preflight allows JSON, without credentials, for a day', async () => {
    const { statusCode, headers } = await preflight('/responses', { 'access-control-request-headers': 'content-type' });
    expect(statusCode).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'content-type, elleve-clock',
      'access-control-max-age': '86400',
    });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it('an answer may be read, and so may the time to wait', async () => {
    const { headers } = await getConfig('', { origin: 'https://shop.example' });
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset',
    });
  });
});

function thanks() {
  return { text: expect.any(String) };
}
