import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, type RequestLimits } from '../../server/domain/request-limits.ts';
import { startElleve, type Elleve } from './harness.ts';

const MINUTE_MS = 60_000;
/** Nothing that these tests do reaches a limit that they do not name. */
const NONE: RequestLimits = {
  collectorPerAddress: { max: 1e6, windowMs: MINUTE_MS },
  collectorPerKey: { max: 1e6, windowMs: MINUTE_MS },
  claimsPerPerson: { max: 1e6, windowMs: MINUTE_MS },
  configPerAddress: { max: 1e6, windowMs: MINUTE_MS },
  restPerKey: { max: 1e6, windowMs: MINUTE_MS },
  refusedKeysPerAddress: { max: 1e6, windowMs: MINUTE_MS },
  remembered: 1_000,
  loopDelayMs: Infinity,
};
const THREE = { max: 3, windowMs: MINUTE_MS };

let elleve: Elleve;

const start = async (limits: Partial<RequestLimits>, trustedProxies: string[] = ['192.0.2.0/24', 'fd00::/8']) => {
  elleve = await startElleve({}, { limits: { ...NONE, ...limits }, trustedProxies });
};

interface From {
  /** Where the connection comes from. */
  address?: string;
  forwardedFor?: string;
  key?: string;
  body?: object;
}

async function ask(url: string, { address = '198.51.100.1', forwardedFor, key, body }: From = {}) {
  return elleve.app.inject({
    method: body ? 'POST' : 'GET',
    url,
    remoteAddress: address,
    headers: {
      origin: 'https://shop.example',
      ...(body && { 'content-type': 'application/json' }),
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(forwardedFor !== undefined && { 'x-forwarded-for': forwardedFor }),
    },
    ...(body && { payload: JSON.stringify(body) }),
  });
}

const config = () => `/c/${elleve.public_key}/config`;
const displays = () => `/c/${elleve.public_key}/displays`;
const claimOf = (id: string) => ({
  id: elleve.newId(),
  survey_id: elleve.survey_id,
  survey_version: 1,
  respondent: { id },
});

async function statuses(times: number, request: (i: number) => ReturnType<typeof ask>): Promise<number[]> {
  const heard = [];
  for (let i = 0; i < times; i++) heard.push((await request(i)).statusCode);
  return heard;
}

describe('the limits', () => {
  afterEach(() => elleve.close());

  it('tell what is left, and when to come back', async () => {
    await start({ configPerAddress: THREE });
    const left = [];
    for (let i = 0; i < 3; i++) {
      const { statusCode, headers } = await ask(config());
      expect(statusCode).toBe(200);
      expect(headers['ratelimit-limit']).toBe('3');
      left.push(Number(headers['ratelimit-remaining']));
    }
    expect(left).toEqual([2, 1, 0]);

    const refused = await ask(config());
    expect(refused.json()).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect(refused.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset',
      'ratelimit-remaining': '0',
    });
    for (const name of ['retry-after', 'ratelimit-reset']) {
      expect(Number(refused.headers[name])).toBeGreaterThan(50);
      expect(Number(refused.headers[name])).toBeLessThanOrEqual(60);
    }
  });

  it('count an address, whichever survey it asks for, and configuration apart from the rest', async () => {
    await start({ collectorPerAddress: THREE });
    expect(await statuses(5, (i) => ask(displays(), { body: claimOf(`p-${i}`) }))).toEqual([200, 200, 200, 429, 429]);
    expect((await ask(config())).statusCode).toBe(200);
    expect((await ask(displays(), { address: '198.51.100.2', body: claimOf('other') })).statusCode).toBe(200);
    const neighbour = await elleve.newProject();
    expect((await ask(`/c/${neighbour.public_key}/displays`, { body: claimOf('x') })).statusCode).toBe(429);
  });

  it('count a whole /64 network as one', async () => {
    await start({ configPerAddress: THREE });
    expect(await statuses(4, (i) => ask(config(), { address: `2001:db8:1:2::${i + 1}` }))).toEqual([
      200, 200, 200, 429,
    ]);
    expect((await ask(config(), { address: '2001:db8:1:3::1' })).statusCode).toBe(200);
    expect(await statuses(4, () => ask(config(), { address: '::ffff:203.0.113.9' }))).toEqual([200, 200, 200, 429]);
    expect((await ask(config(), { address: '203.0.113.9' })).statusCode).toBe(429);
  });

  it('believe an address that a trusted proxy names, and nobody else’s word', async () => {
    await start({ configPerAddress: THREE });
    const proxy = '192.0.2.10';
    expect(await statuses(4, (i) => ask(config(), { address: proxy, forwardedFor: `198.51.100.${i}` }))).toEqual([
      200, 200, 200, 200,
    ]);
    // What the visitor wrote into the header stands left of what the proxy saw.
    expect(
      await statuses(4, (i) => ask(config(), { address: proxy, forwardedFor: `203.0.113.${i}, 198.51.100.99` })),
    ).toEqual([200, 200, 200, 429]);
    expect(
      await statuses(4, (i) => ask(config(), { address: '198.51.100.50', forwardedFor: `203.0.113.${i}` })),
    ).toEqual([200, 200, 200, 429]);
  });

  it('count a public key from wherever it is used', async () => {
    await start({ collectorPerKey: THREE });
    expect(
      await statuses(4, (i) => ask(displays(), { address: `198.51.100.${i}`, body: claimOf(elleve.newId()) })),
    ).toEqual([200, 200, 200, 429]);
  });

  it('count the claims for one person from wherever they come', async () => {
    await start({ claimsPerPerson: THREE });
    expect(await statuses(4, (i) => ask(displays(), { address: `198.51.100.${i}`, body: claimOf('ada') }))).toEqual([
      200, 200, 200, 429,
    ]);
    expect((await ask(displays(), { body: claimOf('bea') })).statusCode).toBe(200);
  });

  it('count a secret key from wherever it is used, and each key by itself', async () => {
    await start({ restPerKey: THREE });
    const key = elleve.secret_key;
    expect(await statuses(4, (i) => ask('/v1/levels', { address: `198.51.100.${i}`, key }))).toEqual([
      200, 200, 200, 429,
    ]);
    expect((await ask('/v1/levels', { key: await elleve.newKey('read') })).statusCode).toBe(200);
    expect((await ask('/v1/levels', { key })).headers).toMatchObject({
      'ratelimit-limit': '3',
      'ratelimit-remaining': '0',
      'cache-control': 'no-store',
    });
  });

  it('end the guessing of keys, from that address alone', async () => {
    await start({ refusedKeysPerAddress: THREE });
    expect(await statuses(5, () => ask('/v1/levels', { key: 'elv_sk_guess' }))).toEqual([401, 401, 401, 429, 429]);
    expect((await ask('/v1/levels')).statusCode).toBe(429);
    expect((await ask('/v1/levels', { address: '198.51.100.2', key: elleve.secret_key })).statusCode).toBe(200);
  });

  it('remember a bounded number of callers', async () => {
    await start({ configPerAddress: THREE, remembered: 50 });
    await statuses(4, () => ask(config()));
    expect((await ask(config())).statusCode).toBe(429);
    await statuses(60, (i) => ask(config(), { address: `203.0.113.${i}` }));
    expect((await ask(config())).statusCode).toBe(200);
  });

  it('leave an operator alone', async () => {
    await start({ configPerAddress: THREE, collectorPerAddress: THREE, restPerKey: THREE });
    expect(await statuses(6, () => ask('/healthz'))).toEqual(Array(6).fill(200));
  });

  it('answer 503 while the event loop lags, health apart, and recover', { timeout: 180_000 }, async () => {
    // Far above what a busy machine adds by itself, far below what is done to the loop here.
    await start({ loopDelayMs: 400 });
    const until = async (status: number, meanwhile: () => Promise<void> | void) => {
      for (;;) {
        await meanwhile();
        const answer = await ask(config());
        if (answer.statusCode === status) return answer;
      }
    };
    const refused = await until(503, stall);
    expect(refused.json()).toMatchObject({ code: 'busy' });
    expect(refused.headers).toMatchObject({ 'retry-after': '2', 'access-control-allow-origin': '*' });
    expect((await ask('/healthz')).statusCode).toBe(200);
    const levels = async () => (await ask('/v1/levels', { key: elleve.secret_key })).statusCode;
    while ((await levels()) !== 503) await stall();
    await until(200, () => pause(100));
  });
});

it('the limits are by default what the documentation says', () => {
  expect(DEFAULT_LIMITS).toEqual({
    collectorPerAddress: { max: 120, windowMs: MINUTE_MS },
    collectorPerKey: { max: 200, windowMs: 1_000 },
    claimsPerPerson: { max: 30, windowMs: MINUTE_MS },
    configPerAddress: { max: 600, windowMs: MINUTE_MS },
    restPerKey: { max: 600, windowMs: MINUTE_MS },
    refusedKeysPerAddress: { max: 60, windowMs: MINUTE_MS },
    remembered: 50_000,
    loopDelayMs: 1_000,
  });
});

/** Holds the event loop up, then lets what measures it have its turn. */
async function stall(): Promise<void> {
  block(1_500);
  await pause(1);
}

function block(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end;);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}
