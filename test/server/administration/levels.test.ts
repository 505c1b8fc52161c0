import { beforeEach, describe, expect, it } from 'vitest';
import { freshElleve, type Elleve } from '../harness.ts';
import { respond } from '../page.ts';
import { call, read } from '../team.ts';

let elleve: Elleve;
beforeEach(async () => {
  elleve = await freshElleve();
});

const OURS = {
  levels: [
    { name: 'poor', from: -100 },
    { name: 'fair', from: 10 },
    { name: 'great', above: 10 },
  ],
  baseline: { name: 'The spring', since: '2026-03-01', until: '2026-05-31' },
  references: [
    { name: 'Peers', value: 36.5, source: 'Annual report of the trade association, page 7', date: '2026-01-15' },
  ],
};

describe('the levels', () => {
  it('begin with defaults, without a baseline or a figure of others', async () => {
    expect(await read(elleve, '/levels')).toEqual({
      levels: [
        { name: 'critical', from: -100 },
        { name: 'acceptable', from: 0 },
        { name: 'good', from: 30 },
        { name: 'excellent', above: 50 },
        { name: 'world_class', from: 75 },
      ],
      baseline: null,
      references: [],
    });
  });

  it('are replaced as a whole and applied to every number from then on', async () => {
    await respond(elleve, 'ann', { score: 10 });
    expect(await call(elleve, 'PUT', '/levels', { body: OURS })).toMatchObject({ status: 200, body: OURS });
    expect(await read(elleve, '/levels')).toEqual(OURS);
    expect(await read(elleve, '/metrics')).toMatchObject({
      level_reached: 'great',
      benchmarks: {
        baseline: { ...OURS.baseline, nps: 100, nps_exact: 100, response_count: 1 },
        references: OURS.references,
      },
    });
  });

  it.each([
    [
      'not ascending',
      {
        levels: [
          { name: 'a', from: 10 },
          { name: 'b', from: 0 },
        ],
      },
      422,
      'levels_not_ascending',
    ],
    [
      'equal',
      {
        levels: [
          { name: 'a', from: 10 },
          { name: 'b', from: 10 },
        ],
      },
      422,
      'levels_not_ascending',
    ],
    [
      'beyond before at',
      {
        levels: [
          { name: 'a', above: 10 },
          { name: 'b', from: 10 },
        ],
      },
      422,
      'levels_not_ascending',
    ],
    [
      'named twice',
      {
        levels: [
          { name: 'a', from: 0 },
          { name: 'a', from: 1 },
        ],
      },
      422,
      'levels_not_ascending',
    ],
    ['none', { levels: [] }, 400, 'invalid_request'],
    ['both at and beyond', { levels: [{ name: 'a', from: 0, above: 0 }] }, 400, 'invalid_request'],
    ['beyond the scale', { levels: [{ name: 'a', from: 101 }] }, 400, 'invalid_request'],
    [
      'a baseline that ends first',
      { baseline: { name: 'x', since: '2026-02-01', until: '2026-01-01' } },
      422,
      'reversed_range',
    ],
    [
      'a baseline on no date',
      { baseline: { name: 'x', since: '2026-02-30', until: '2026-03-01' } },
      400,
      'invalid_request',
    ],
    [
      'a figure without a source',
      { references: [{ name: 'x', value: 3, date: '2026-01-01' }] },
      400,
      'invalid_request',
    ],
    [
      'a figure with an empty source',
      { references: [{ name: 'x', value: 3, source: '', date: '2026-01-01' }] },
      400,
      'invalid_request',
    ],
  ])('are refused when they are %s', async (_, change, status, code) => {
    const refused = await call(elleve, 'PUT', '/levels', { body: { ...OURS, ...change } });
    expect(refused).toMatchObject({ status, body: { code } });
    expect(await read(elleve, '/levels')).toMatchObject({ baseline: null });
  });

  it('are read with the scope `read` and replaced with `admin`', async () => {
    const key = await elleve.newKey('read');
    expect(await call(elleve, 'GET', '/levels', { key })).toMatchObject({ status: 200 });
    expect(await call(elleve, 'PUT', '/levels', { key, body: OURS })).toMatchObject({ status: 403 });
  });
});

describe('the settings of a project', () => {
  it('begin in the north in January, weigh nobody and hide small groups', async () => {
    expect(await read(elleve, '/project')).toMatchObject({
      hemisphere: 'north',
      fiscal_start_month: 1,
      revenue_trait: null,
      hide_small_groups: true,
    });
  });

  it('are changed one by one', async () => {
    await call(elleve, 'PUT', '/traits/mrr', { body: { type: 'number', of: 'account', source: 'server' } });
    const changes = [
      { hemisphere: 'south' },
      { fiscal_start_month: 7 },
      { revenue_trait: 'mrr' },
      { hide_small_groups: false },
    ];
    for (const body of changes) {
      expect(await call(elleve, 'PATCH', '/project', { body })).toMatchObject({ status: 200, body });
    }
    expect(await read(elleve, '/project')).toMatchObject(Object.assign({}, ...changes) as object);
    expect((await call(elleve, 'PATCH', '/project', { body: { revenue_trait: null } })).body).toMatchObject({
      revenue_trait: null,
      hemisphere: 'south',
    });
  });

  it.each([
    [{ revenue_trait: 'mrr' }, 422, 'unknown_trait'],
    [{ revenue_trait: 'plan' }, 422, 'unknown_trait'],
    [{ fiscal_start_month: 13 }, 400, 'invalid_request'],
    [{ hemisphere: 'east' }, 400, 'invalid_request'],
  ])('are refused as %j', async (body, status, code) => {
    expect(await call(elleve, 'PATCH', '/project', { body })).toMatchObject({ status, body: { code } });
  });

  it('keep the fiscal start once days are counted', async () => {
    await respond(elleve, 'ann');
    expect(await call(elleve, 'PATCH', '/project', { body: { fiscal_start_month: 7 } })).toMatchObject({
      status: 409,
      body: { code: 'zone_in_use' },
    });
    expect(await call(elleve, 'PATCH', '/project', { body: { hemisphere: 'south' } })).toMatchObject({ status: 200 });
  });
});
