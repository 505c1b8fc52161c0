import { beforeEach, describe, expect, it } from 'vitest';
import { freshElleve, type Elleve } from '../harness.ts';
import { respond } from '../page.ts';
import { call, read } from '../team.ts';

let elleve: Elleve;
beforeEach(async () => {
  elleve = await freshElleve();
});

const declare = (key: string, body: unknown) => call(elleve, 'PUT', `/traits/${key}`, { body });

async function snapshotOf(claimed: Record<string, unknown>): Promise<unknown> {
  await respond(elleve, 'ada', {}, claimed);
  return ((await read(elleve, '/responses'))['data'] as { traits: unknown }[])[0]!.traits;
}

describe('a declared trait', () => {
  it('is listed under its key', async () => {
    const seats = { type: 'number', of: 'account', source: 'browser' };
    expect(await declare('seats', seats)).toMatchObject({ status: 200, body: { key: 'seats', ...seats } });
    expect(await read(elleve, '/traits')).toEqual({
      data: [
        { key: 'plan', type: 'text', of: 'account', source: 'browser' },
        { key: 'role', type: 'text', of: 'respondent', source: 'browser' },
        { key: 'seats', ...seats },
      ],
      next_cursor: null,
    });
  });

  it('may be declared anew', async () => {
    await declare('plan', { type: 'text', of: 'respondent', source: 'server' });
    expect((await read(elleve, '/traits'))['data']).toContainEqual({
      key: 'plan',
      type: 'text',
      of: 'respondent',
      source: 'server',
    });
  });

  it.each([
    ['no type', 'seats', { of: 'account', source: 'browser' }],
    ['an unknown type', 'seats', { type: 'money', of: 'account', source: 'browser' }],
    ['an unknown party', 'seats', { type: 'text', of: 'planet', source: 'browser' }],
    ['another key in the body', 'seats', { key: 'x', type: 'text', of: 'account', source: 'browser' }],
  ])('is refused with %s', async (_, key, body) => {
    expect(await declare(key, body)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  });

  it.each(['two%20words', '1st', 'a.b', 'x'.repeat(65), '%00'])('is not called %s', async (key) => {
    expect(await declare(key, { type: 'text', of: 'account', source: 'browser' })).toMatchObject({ status: 404 });
  });

  it('does not reach into other projects', async () => {
    const { secret_key: key } = await elleve.newProject();
    await declare('seats', { type: 'number', of: 'account', source: 'browser' });
    expect((await read(elleve, '/traits', { key }))['data']).toHaveLength(2);
  });
});

describe('what a page says of somebody is kept with the answer', () => {
  it.each([
    ['text', 'pro', true],
    ['text', '', true],
    ['text', 7, false],
    ['text', true, false],
    ['number', 7, true],
    ['number', -0.5, true],
    ['number', '7', false],
    ['boolean', false, true],
    ['boolean', 'false', false],
    ['boolean', 0, false],
    ['date', '2024-02-29', true],
    ['date', 'tomorrow', false],
    ['date', 1_700_000_000, false],
  ])('when it is declared as %s and is %j: %s', async (type, value, kept) => {
    await declare('x', { type, of: 'account', source: 'browser' });
    const traits = await snapshotOf({ account: { id: 'acme', traits: { x: value } } });
    expect(traits).toEqual(kept ? { x: value } : {});
  });

  it('when it is said of the right party', async () => {
    const traits = await snapshotOf({
      traits: { plan: 'pro', role: 'owner' },
      account: { id: 'acme', traits: { role: 'x' } },
    });
    expect(traits).toEqual({ role: 'owner' });
  });

  it('unless only a server may say it', async () => {
    await declare('plan', { type: 'text', of: 'account', source: 'server' });
    expect(await snapshotOf({ account: { id: 'acme', traits: { plan: 'forged' } } })).toEqual({});
  });

  it('unless nobody declared it: it is ignored, not refused', async () => {
    expect(await snapshotOf({ traits: { shoe_size: 43, constructor: 'x', toString: 'x' } })).toEqual({});
  });

  it('as it was then, whatever is said later', async () => {
    await respond(elleve, 'ada', {}, { account: { id: 'acme', traits: { plan: 'free' } } });
    elleve.clock.now += 1_000;
    await respond(elleve, 'bea', {}, { account: { id: 'acme', traits: { plan: 'pro' } } });
    expect((await read(elleve, '/responses'))['data']).toMatchObject([
      { respondent_id: 'bea', traits: { plan: 'pro' } },
      { respondent_id: 'ada', traits: { plan: 'free' } },
    ]);
  });
});
