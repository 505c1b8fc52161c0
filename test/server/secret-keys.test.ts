import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyCreate } from '../../server/cli/commands/key-create.ts';
import { SCOPES, type Scope } from '../../shared/contract/keys.ts';
import { DAY_MS, startElleve, type Elleve } from './harness.ts';
import { call, read } from './team.ts';

let elleve: Elleve;
beforeAll(async () => {
  elleve = await startElleve();
});
afterAll(() => elleve.close());

const REPORTING = ['/metrics', '/metrics/series?bucket=month', '/responses'];
const ADMINISTRATION = ['/surveys', '/traits'];

describe.each([...REPORTING, ...ADMINISTRATION])('GET /v1%s', (path) => {
  it('asks for a key', async () => {
    const refused = await call(elleve, 'GET', path, { key: null });
    expect(refused).toMatchObject({ status: 401, body: { code: 'missing_key' } });
    expect(refused.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'www-authenticate': 'Bearer',
      'cache-control': 'no-store',
    });
  });

  it('does not take a key from the query string, where logs would keep it', async () => {
    const query = `${path.includes('?') ? '&' : '?'}key=${elleve.secret_key}`;
    expect(await call(elleve, 'GET', path + query, { key: null })).toMatchObject({
      status: 401,
      body: { code: 'missing_key' },
    });
    expect(elleve.logLines.join('')).not.toContain(elleve.secret_key);
  });

  it.each([
    ['no key at all', () => 'hello'],
    ['nothing', () => ''],
    ['the public key', () => elleve.public_key],
    ['a mistyped key', () => elleve.secret_key.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'))],
    ['a shortened key', () => elleve.secret_key.slice(0, -1)],
    ['two keys', () => `${elleve.secret_key} ${elleve.secret_key}`],
    ['a key of the right form that nobody made', () => MADE_UP_KEY],
  ])('refuses %s', async (_, keyOf) => {
    const refused = await call(elleve, 'GET', path, { key: keyOf() });
    expect(refused).toMatchObject({ status: 401, body: { code: 'bad_key' } });
    expect(refused.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });

  it.each(['Basic', 'Token', ''])('refuses the key after the word %j', async (word) => {
    const headers = { authorization: `${word} ${elleve.secret_key}` };
    expect(await call(elleve, 'GET', path, { key: null, headers })).toMatchObject({
      status: 401,
      body: { code: 'bad_key' },
    });
  });
});

/** Its checksum is right. */
const MADE_UP_KEY = 'elv_sk_00000000_000000000000000000000000000000000000000000048wccz';

describe('scopes', () => {
  const GRANTS: [Scope, string[]][] = [
    ['read', REPORTING],
    ['respond', []],
    ['admin', [...REPORTING, ...ADMINISTRATION]],
    ['export', []],
    ['erase', []],
  ];

  it('are these', () => {
    expect(GRANTS.map(([scope]) => scope)).toEqual(SCOPES);
  });

  it.each(GRANTS)('%s opens %j and nothing else', async (scope, opened) => {
    const key = await elleve.newKey(scope);
    for (const path of [...REPORTING, ...ADMINISTRATION]) {
      const heard = await call(elleve, 'GET', path, { key });
      if (opened.includes(path)) expect(heard.status).toBe(200);
      else expect(heard).toMatchObject({ status: 403, body: { code: 'missing_scope' } });
    }
  });

  it('guard what is written before the body is read', async () => {
    const key = await elleve.newKey('read', 'export');
    const surveys = elleve.stored()['survey'];
    const body = { nonsense: true };
    for (const [method, path] of [
      ['POST', '/surveys'],
      ['PATCH', `/surveys/${elleve.survey_id}`],
      ['PUT', '/traits/plan'],
    ] as const) {
      expect(await call(elleve, method, path, { key, body })).toMatchObject({
        status: 403,
        body: { code: 'missing_scope' },
      });
      expect(await call(elleve, method, path, { key: null, body })).toMatchObject({
        status: 401,
        body: { code: 'missing_key' },
      });
    }
    expect(elleve.stored()['survey']).toEqual(surveys);
  });
});

describe('a key', () => {
  it('is stored as a hash only', () => {
    expect(JSON.stringify(elleve.stored())).not.toContain(elleve.secret_key);
    expect(elleve.stored()['api_key']).toContainEqual(
      expect.objectContaining({ name: elleve.secret_key.slice(7, 15) }),
    );
  });

  it('ends when it expires', async () => {
    const context = { storage: elleve.storage, now: () => elleve.clock.now };
    const expires = new Date(elleve.clock.now + DAY_MS).toISOString().slice(0, 10);
    const { key } = await keyCreate(context, { project: elleve.project_id, scopes: ['read'], expires });
    const before = elleve.clock.now;
    elleve.clock.now = Date.parse(expires) - 1;
    expect((await call(elleve, 'GET', '/metrics', { key })).status).toBe(200);
    elleve.clock.now += 1;
    expect(await call(elleve, 'GET', '/metrics', { key })).toMatchObject({ status: 401, body: { code: 'bad_key' } });
    elleve.clock.now = before;
  });

  it('shows its own project alone', async () => {
    const neighbour = await elleve.newProject({ name: 'Neighbour' });
    const key = neighbour.secret_key;
    expect(await read(elleve, '/surveys', { key })).toMatchObject({ data: [{ id: neighbour.survey_id }] });
    const foreign = await call(elleve, 'GET', `/surveys/${elleve.survey_id}`, { key });
    const missing = await call(elleve, 'GET', '/surveys/srv_0123456789abcdef', { key });
    expect(foreign).toMatchObject({ status: 404, body: { code: 'unknown_survey' } });
    expect(foreign.body).toEqual(missing.body);
    for (const path of REPORTING) {
      const query = `${path.includes('?') ? '&' : '?'}survey=${elleve.survey_id}`;
      expect(await call(elleve, 'GET', path + query, { key })).toMatchObject({
        status: 404,
        body: { code: 'unknown_survey' },
      });
    }
  });
});

describe('what lies outside the routes', () => {
  it.each(['/nothing', '/secrets', '/metrics/nothing', '/surveys/none'])('/v1%s is a problem too', async (path) => {
    expect(await call(elleve, 'GET', path)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('is never cached', async () => {
    for (const path of [...REPORTING, ...ADMINISTRATION]) {
      expect((await call(elleve, 'GET', path)).headers['cache-control']).toBe('no-store');
    }
  });

  it('is not readable by other pages', async () => {
    const { headers } = await call(elleve, 'GET', '/metrics', { headers: { origin: 'https://shop.example' } });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });
});
