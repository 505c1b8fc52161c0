import { beforeEach, describe, expect, it } from 'vitest';
import { freshElleve, type Elleve } from '../harness.ts';
import { crowd, projectTold } from '../reporting/told.ts';
import { call } from '../team.ts';

let elleve: Elleve;
beforeEach(async () => {
  elleve = await freshElleve();
});

const RELEASE = { name: 'Release 7', since: '2026-03-15' };

async function made(body: unknown = RELEASE): Promise<string> {
  return String((await call(elleve, 'POST', '/markers', { body })).body['id']);
}

describe('a marker', () => {
  it('is made with an id of its own, a date alone without `until`', async () => {
    const { status, body } = await call(elleve, 'POST', '/markers', { body: RELEASE });
    expect(status).toBe(201);
    expect(body).toEqual({ ...RELEASE, until: null, id: expect.stringMatching(/^mrk_[0-9A-Za-z]{16}$/) });
  });

  it('is listed in the order of the time line', async () => {
    await made();
    await made({ name: 'Christmas', since: '2025-12-20', until: '2026-01-02' });
    const { body } = await call(elleve, 'GET', '/markers');
    expect(body).toMatchObject({
      data: [{ name: 'Christmas', until: '2026-01-02' }, { name: 'Release 7' }],
      next_cursor: null,
    });
  });

  it('is changed field by field, and becomes a date again', async () => {
    const id = await made();
    const change = async (body: unknown) => (await call(elleve, 'PATCH', `/markers/${id}`, { body })).body;
    expect(await change({ until: '2026-03-20' })).toEqual({ ...RELEASE, id, until: '2026-03-20' });
    expect(await change({ name: 'Release 8', until: null })).toEqual({
      ...RELEASE,
      id,
      name: 'Release 8',
      until: null,
    });
  });

  it('is deleted once', async () => {
    const id = await made();
    const remove = async () => {
      const heard = await elleve.app.inject({
        method: 'DELETE',
        url: `/v1/markers/${id}`,
        headers: { authorization: `Bearer ${elleve.secret_key}` },
      });
      return heard.statusCode;
    };
    expect([await remove(), await remove()]).toEqual([204, 404]);
  });

  it.each([
    [{ name: 'x', since: '2026-02-30' }, 400, 'invalid_request'],
    [{ name: 'x', since: '2026-03-02', until: '2026-03-01' }, 422, 'reversed_range'],
    [{ name: '', since: '2026-03-02' }, 400, 'invalid_request'],
    [{ name: 'x', since: '2026-03-02', colour: 'red' }, 400, 'invalid_request'],
    [{ since: '2026-03-02' }, 400, 'invalid_request'],
  ])('is refused as %j', async (body, status, code) => {
    expect(await call(elleve, 'POST', '/markers', { body })).toMatchObject({ status, body: { code } });
  });

  it('of another project is no marker', async () => {
    const id = await made();
    const { secret_key: key } = await elleve.newProject();
    for (const path of [`/markers/${id}`, '/markers/mrk_0000000000000000']) {
      expect((await call(elleve, 'GET', path, { key })).body).toMatchObject({ code: 'unknown_marker' });
    }
    expect(await call(elleve, 'PATCH', `/markers/${id}`, { key, body: { name: 'y' } })).toMatchObject({ status: 404 });
  });

  it('is read with the scope `read` and written with `admin`', async () => {
    const key = await elleve.newKey('read');
    expect(await call(elleve, 'GET', '/markers', { key })).toMatchObject({ status: 200 });
    expect(await call(elleve, 'POST', '/markers', { key, body: RELEASE })).toMatchObject({ status: 403 });
  });
});

describe('before, during and after a marker', () => {
  const answers = [
    ...crowd({ 10: 40 }, { on: '2026-02-20' }),
    ...crowd({ 8: 3 }, { on: '2026-03-15' }),
    ...crowd({ 2: 40 }, { on: '2026-03-20' }),
  ];

  it('are thirty days around a single date', async () => {
    const { read, markers } = await projectTold(answers, { markers: [{ ...RELEASE, until: null }] });
    expect(await read(`/markers/${markers[0]}`)).toMatchObject({
      name: 'Release 7',
      before: { since: '2026-02-13', until: '2026-03-14', nps: 100, response_count: 40 },
      during: { since: '2026-03-15', until: '2026-03-15', nps: 0, response_count: 3 },
      after: { since: '2026-03-16', until: '2026-04-14', nps: -100, response_count: 40 },
      change: { difference: -200, significant: true },
    });
  });

  it('are as long as a range, or as many days as asked', async () => {
    const { read, markers } = await projectTold(answers, { markers: [{ ...RELEASE, until: '2026-03-19' }] });
    expect(await read(`/markers/${markers[0]}`)).toMatchObject({
      before: { since: '2026-03-10' },
      after: { since: '2026-03-20', until: '2026-03-24' },
    });
    expect(await read(`/markers/${markers[0]}?days=1&locale=da`)).toMatchObject({
      after: { since: '2026-03-20', until: '2026-03-20', response_count: 0 },
      change: { difference: null, significant: null },
    });
  });
});
