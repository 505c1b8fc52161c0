import { beforeEach, describe, expect, it } from 'vitest';
import { keyCreate } from '../../../server/cli/commands/key-create.ts';
import { keyList } from '../../../server/cli/commands/key-list.ts';
import { keyRevoke } from '../../../server/cli/commands/key-revoke.ts';
import { hasHash, hashOfKey, newSecretKey } from '../../../server/domain/keys.ts';
import type { Scope } from '../../../shared/contract/keys.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { DAY_MS, freshElleve, type Elleve } from '../harness.ts';
import { call, read } from '../team.ts';

let elleve: Elleve;
beforeEach(async () => {
  elleve = await freshElleve();
});

async function make(scopes: Scope[], more: Record<string, unknown> = {}) {
  const { status, body } = await call(elleve, 'POST', '/keys', { body: { scopes, ...more } });
  expect(status).toBe(201);
  return body as { key: string; name: string };
}
const opens = async (key: string, path = '/metrics') => (await call(elleve, 'GET', path, { key })).status;
const context = () => ({ storage: elleve.storage, now: () => elleve.clock.now });

describe('a key made over the API', () => {
  it('opens what its scopes say, beside the keys there were', async () => {
    const { key, ...listed } = await make(['read']);
    expect(listed).toEqual({
      name: key.slice(7, 15),
      scopes: ['read'],
      created_at: new Date(elleve.clock.now).toISOString(),
      expires_at: null,
      revoked_at: null,
      last_used_on: null,
    });
    expect(await opens(key)).toBe(200);
    expect(await opens(key, '/keys')).toBe(403);
    expect(await opens(elleve.secret_key)).toBe(200);
  });

  it('is shown once, and kept as a hash', async () => {
    const { key } = await make(['read']);
    const again = [await read(elleve, '/keys'), await read(elleve, '/audit'), elleve.stored(), elleve.logLines];
    expect(JSON.stringify(again)).not.toContain(key.slice(16));
    expect(JSON.stringify(await read(elleve, '/keys'))).toContain(key.slice(7, 15));
  });

  it('ends at the instant that was asked for', async () => {
    const expires_at = new Date(elleve.clock.now + 1_500).toISOString();
    const { key } = await make(['read'], { expires_at });
    elleve.clock.now += 1_499;
    expect(await opens(key)).toBe(200);
    elleve.clock.now += 1;
    expect(await opens(key)).toBe(401);
  });

  it('cannot end before it begins', async () => {
    const body = { scopes: ['read'], expires_at: new Date(elleve.clock.now).toISOString() };
    expect(await call(elleve, 'POST', '/keys', { body })).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', errors: [{ path: '/expires_at' }] },
    });
  });

  it.each([['erase'], ['export']] as Scope[][])('gives away no scope that it lacks itself: %s', async (scope) => {
    const { key } = await make(['admin']);
    for (const scopes of [[scope], ['read', scope]]) {
      expect(await call(elleve, 'POST', '/keys', { key, body: { scopes } })).toMatchObject({
        status: 403,
        body: { code: 'scope_beyond_key' },
      });
    }
    expect((await call(elleve, 'POST', '/keys', { key, body: { scopes: ['admin', 'read', 'respond'] } })).status).toBe(
      201,
    );
  });

  it.each([
    {},
    { scopes: [] },
    { scopes: ['read', 'read'] },
    { scopes: ['root'] },
    { scopes: 'read' },
    { scopes: ['read'], name: 'x' },
  ])('is not made of %j', async (body) => {
    const stored = elleve.stored();
    expect(await call(elleve, 'POST', '/keys', { body })).toMatchObject({ status: 400 });
    expect(elleve.stored()).toEqual(stored);
  });

  it('is one of at most a hundred live ones', async () => {
    const made = [];
    for (let i = 1; i < LIMITS.keysPerProject; i++) made.push(await make(['read']));
    expect(await call(elleve, 'POST', '/keys', { body: { scopes: ['read'] } })).toMatchObject({
      status: 422,
      body: { code: 'too_many_keys' },
    });
    await call(elleve, 'DELETE', `/keys/${made[0]!.name}`);
    await make(['read']);
  });
});

describe('a revoked key', () => {
  it('opens nothing from the next request on, and stays in the list', async () => {
    const { key, name } = await make(['read']);
    expect(await opens(key)).toBe(200);
    const revoked_at = new Date(elleve.clock.now).toISOString();
    expect(await call(elleve, 'DELETE', `/keys/${name}`)).toMatchObject({ status: 200, body: { name, revoked_at } });
    expect(await call(elleve, 'GET', '/metrics', { key })).toMatchObject({ status: 401, body: { code: 'bad_key' } });

    elleve.clock.now += DAY_MS;
    expect(await call(elleve, 'DELETE', `/keys/${name}`)).toMatchObject({ status: 200, body: { revoked_at } });
    expect((await read(elleve, '/keys'))['data']).toContainEqual(expect.objectContaining({ name, revoked_at }));
  });

  it('can be the one that revokes', async () => {
    const { key, name } = await make(['admin']);
    expect((await call(elleve, 'DELETE', `/keys/${name}`, { key })).status).toBe(200);
    expect((await call(elleve, 'DELETE', `/keys/${name}`, { key })).status).toBe(401);
  });

  it('is told from one that never was and from a neighbour’s by nothing', async () => {
    const neighbour = await elleve.newProject();
    const foreign = await call(elleve, 'DELETE', `/keys/${neighbour.secret_key.slice(7, 15)}`);
    const missing = await call(elleve, 'DELETE', '/keys/00000000');
    expect(foreign).toMatchObject({ status: 404, body: { code: 'unknown_key' } });
    expect(foreign.body).toEqual(missing.body);
    expect(await opens(neighbour.secret_key)).toBe(200);
  });
});

it('notes the day of the last use, and writes nothing for it while it answers', async () => {
  const { key, name } = await make(['read']);
  const stored = elleve.stored();
  await opens(key);
  expect(elleve.stored()).toEqual(stored);
  const lastUse = async () =>
    ((await read(elleve, '/keys'))['data'] as { name: string; last_used_on: string }[]).find(
      (one) => one.name === name,
    )!.last_used_on;
  expect(await lastUse()).toBe('2026-03-10');
  elleve.clock.now += 3 * DAY_MS;
  expect(await lastUse()).toBe('2026-03-10');
  expect(await opens(key, '/keys')).toBe(403);
  expect(await lastUse()).toBe('2026-03-13');
});

it('writes into the audit who made and who revoked a key', async () => {
  const { name } = await make(['read']);
  await call(elleve, 'DELETE', `/keys/${name}`);
  const by = `key:${elleve.secret_key.slice(7, 15)}`;
  expect(await read(elleve, '/audit')).toMatchObject({
    data: [
      { actor: by, action: 'key_revoked', subject: name },
      { actor: by, action: 'key_created', subject: name, details: { scopes: 'read' } },
    ],
  });
});

it('lists and revokes from the command line', async () => {
  elleve.clock.now += 1_000;
  const { key } = await keyCreate(context(), { project: elleve.project_id, scopes: ['read'] });
  const name = key.slice(7, 15);
  const { keys } = await keyList(context(), { project: elleve.project_id });
  expect(keys).toMatchObject([{ scopes: ['read', 'respond', 'admin', 'export', 'erase'] }, { name, scopes: ['read'] }]);
  expect(await keyRevoke(context(), { project: elleve.project_id, name })).toMatchObject({
    name,
    revoked_at: expect.any(String),
  });
  expect(await opens(key)).toBe(401);
  for (const wrong of [undefined, '', '00000000']) {
    await expect(
      keyRevoke(context(), { project: elleve.project_id, ...(wrong !== undefined && { name: wrong }) }),
    ).rejects.toThrow('--name names no key of this project: `elleve key list` shows them.');
  }
});

it('compares the whole hash', () => {
  const { key, hash } = newSecretKey();
  expect(hasHash(key, hash)).toBe(true);
  for (let bit = 0; bit < 256; bit++) {
    const other = Uint8Array.from(hashOfKey(key));
    other[bit >> 3]! ^= 1 << (bit & 7);
    expect(hasHash(key, other)).toBe(false);
  }
});
