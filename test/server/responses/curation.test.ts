import { describe, expect, it } from 'vitest';
import { freshElleve } from '../harness.ts';
import { respond } from '../page.ts';
import { call, read } from '../team.ts';

describe('taking an answer out of the numbers', () => {
  it('leaves it out of every metric and of the list until it is brought back', async () => {
    const elleve = await freshElleve();
    await respond(elleve, 'ada', { score: 10 });
    const { id } = await respond(elleve, 'our-tester', { score: 0 });
    const excluded = await call(elleve, 'POST', `/responses/${id}/exclusion`, { body: { reason: ' A test ' } });
    expect(excluded.body).toMatchObject({ id, excluded: true, exclusion_reason: 'A test' });

    expect(await read(elleve, '/metrics')).toMatchObject({ nps: 100, response_count: 1, respondent_count: 1 });
    expect(await read(elleve, '/metrics/series?bucket=year')).toMatchObject({ data: [{ response_count: 1 }] });
    expect(await ids(elleve, '')).toHaveLength(1);
    expect(await ids(elleve, '?excluded=true')).toEqual([id]);
    expect(await ids(elleve, '?excluded=any')).toHaveLength(2);

    const restored = await call(elleve, 'DELETE', `/responses/${id}/exclusion`);
    expect(restored.body).toMatchObject({ excluded: false, exclusion_reason: null });
    expect(await read(elleve, '/metrics')).toMatchObject({ nps: 0, response_count: 2 });
  });

  it('writes down who did it, when and why, once', async () => {
    const elleve = await freshElleve();
    const { id } = await respond(elleve, 'ada');
    const key = await elleve.newKey('admin');
    const actor = `key:${key.slice(7, 15)}`;
    const exclusion = { key, body: { reason: 'Demo account' } };
    await call(elleve, 'POST', `/responses/${id}/exclusion`, exclusion);
    await call(elleve, 'POST', `/responses/${id}/exclusion`, exclusion);
    elleve.clock.now += 60_000;
    await call(elleve, 'DELETE', `/responses/${id}/exclusion`, { key });
    await call(elleve, 'DELETE', `/responses/${id}/exclusion`, { key });
    expect(await read(elleve, '/audit')).toEqual({
      data: [
        { number: 2, at: '2026-03-10T12:01:00.000Z', actor, action: 'response_restored', subject: id, details: {} },
        {
          number: 1,
          at: '2026-03-10T12:00:00.000Z',
          actor,
          action: 'response_excluded',
          subject: id,
          details: { reason: 'Demo account' },
        },
      ],
      next_cursor: null,
    });
    const first = await read(elleve, '/audit?limit=1');
    expect(first).toMatchObject({ data: [{ number: 2 }], next_cursor: '2' });
    expect(await read(elleve, '/audit?limit=1&cursor=2')).toMatchObject({ data: [{ number: 1 }], next_cursor: null });
  });

  it.each([
    ['POST', '/exclusion', { reason: 'x' }],
    ['DELETE', '/exclusion', undefined],
    ['PUT', '/tags', { tags: [] }],
  ] as const)(
    'answers %s %s of a foreign response like a missing one, and wants the scope admin',
    async (method, path, body) => {
      const elleve = await freshElleve();
      const other = await elleve.newProject();
      const { id } = await respond(elleve, 'ada');
      const more = { ...(body && { body }) };
      const foreign = await call(elleve, method, `/responses/${id}${path}`, { ...more, key: other.secret_key });
      const missing = await call(elleve, method, `/responses/${elleve.newId()}${path}`, more);
      expect(foreign).toMatchObject({ status: 404, body: missing.body });
      const reader = await elleve.newKey('read', 'respond', 'export', 'erase');
      expect(await call(elleve, method, `/responses/${id}${path}`, { ...more, key: reader })).toMatchObject({
        status: 403,
      });
      expect(await read(elleve, '/audit', { key: other.secret_key })).toMatchObject({ data: [] });
    },
  );

  it('refuses a reason of spaces', async () => {
    const elleve = await freshElleve();
    const { id } = await respond(elleve, 'ada');
    const { status } = await call(elleve, 'POST', `/responses/${id}/exclusion`, { body: { reason: '  ' } });
    expect(status).toBe(400);
  });
});

describe('tags', () => {
  it('are replaced as a whole, listed in order and filtered by', async () => {
    const elleve = await freshElleve();
    const { id } = await respond(elleve, 'ada');
    await respond(elleve, 'bo');
    const put = (tags: string[]) => call(elleve, 'PUT', `/responses/${id}/tags`, { body: { tags } });
    expect((await put(['pricing', 'Åbent', 'onboarding'])).body).toMatchObject({
      tags: ['onboarding', 'pricing', 'Åbent'],
    });
    expect((await put(['pricing'])).body).toMatchObject({ tags: ['pricing'] });
    expect(await ids(elleve, '?tag=pricing')).toEqual([id]);
    expect(await ids(elleve, '?tag=onboarding')).toEqual([]);
    expect((await put([])).body).toMatchObject({ tags: [] });
    expect(await ids(elleve, '?tag=pricing')).toEqual([]);
  });

  it.each([[['']], [[' a']], [['a', 'a']], [['x'.repeat(65)]], [Array.from({ length: 21 }, (_, i) => `t${i}`)]])(
    'refuses %j',
    async (tags) => {
      const elleve = await freshElleve();
      const { id } = await respond(elleve, 'ada');
      expect(await call(elleve, 'PUT', `/responses/${id}/tags`, { body: { tags } })).toMatchObject({ status: 400 });
    },
  );
});

async function ids(elleve: Parameters<typeof read>[0], query: string): Promise<string[]> {
  const { data } = await read(elleve, `/responses${query}`);
  return (data as { id: string }[]).map(({ id }) => id);
}
