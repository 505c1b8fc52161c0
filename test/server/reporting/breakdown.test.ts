import { describe, expect, it } from 'vitest';
import { crowd, projectTold, type Body } from './told.ts';

const keys = ({ data }: Body) => (data as { key: object }[]).map(({ key }) => key);
const plan = (value: string) => ({ traits: { plan: value } });

describe('a breakdown', () => {
  it('lists each value with its score, answers without one too, the largest group first', async () => {
    const { read } = await projectTold([
      ...crowd({ 10: 6 }, plan('pro')),
      ...crowd({ 9: 7 }, { on: '2026-03-11' }),
      ...crowd({ 2: 8 }, plan('free')),
    ]);
    const breakdown = await read('/metrics/breakdown?by=plan');
    expect(breakdown).toMatchObject({ by: ['plan'], group_count: 3, hidden_group_count: 0 });
    expect(breakdown.data).toMatchObject([
      { key: { plan: 'free' }, nps: -100, response_count: 8, rest: { nps: 100, response_count: 13 } },
      { key: { plan: null }, nps: 100, response_count: 7, rest: { response_count: 14 } },
      { key: { plan: 'pro' }, nps: 100, response_count: 6 },
    ]);
  });

  it('has up to two dimensions', async () => {
    const { read, refused } = await projectTold([
      ...crowd({ 10: 5 }, { ...plan('pro'), locale: 'da' }),
      ...crowd({ 9: 5 }, { ...plan('pro'), locale: 'en' }),
    ]);
    expect(keys(await read('/metrics/breakdown?by=plan&by=locale'))).toEqual([
      { plan: 'pro', locale: 'da' },
      { plan: 'pro', locale: 'en' },
    ]);
    expect(await refused('/metrics/breakdown?by=plan&by=locale&by=channel')).toMatchObject({ status: 400 });
    expect(await refused('/metrics/breakdown')).toMatchObject({ status: 400 });
  });

  it.each([
    ['sort=score', ['pro', 'free', 'team']],
    ['sort=score&order=asc', ['team', 'free', 'pro']],
    ['sort=size', ['free', 'team', 'pro']],
    ['order=asc', ['pro', 'team', 'free']],
  ])('is sorted as asked: %s', async (query, expected) => {
    const { read } = await projectTold([
      ...crowd({ 10: 5 }, plan('pro')),
      ...crowd({ 9: 4, 2: 3 }, plan('free')),
      ...crowd({ 3: 6 }, plan('team')),
    ]);
    const sorted = keys(await read(`/metrics/breakdown?by=plan&${query}`)) as { plan: string }[];
    expect(sorted.map((key) => key.plan)).toEqual(expected);
  });

  it('knows traits by their name, also those that are called like something else', async () => {
    const { read, refused } = await projectTold(crowd({ 10: 5 }, { traits: { channel: 'fax' }, channel: 'email' }));
    expect(keys(await read('/metrics/breakdown?by=channel'))).toEqual([{ channel: 'email' }]);
    expect(keys(await read('/metrics/breakdown?by=trait:channel'))).toEqual([{ 'trait:channel': 'fax' }]);
    expect(await refused('/metrics/breakdown?by=colour')).toEqual({ status: 422, code: 'unknown_trait' });
    expect(await refused('/metrics/breakdown?by=constructor')).toEqual({ status: 422, code: 'unknown_trait' });
  });

  it('by account size counts the people of each account who answered', async () => {
    const { read } = await projectTold(
      [
        ...crowd({ 10: 12 }, { account: 'large' }),
        ...crowd({ 2: 2 }, { account: 'small' }),
        { score: 8, account: 'one' },
        { score: 7 },
      ],
      { hideSmall: false },
    );
    expect((await read('/metrics/breakdown?by=account_size')).data).toMatchObject([
      { key: { account_size: '10-24' }, response_count: 12 },
      { key: { account_size: '2-4' }, response_count: 2 },
      { key: { account_size: '1' }, response_count: 1 },
      { key: { account_size: null }, response_count: 1 },
    ]);
  });
});

describe('a group below five people', () => {
  const answers = [...crowd({ 10: 5 }, plan('pro')), ...crowd({ 2: 4 }, plan('free'))];

  it('is hidden, and still counts to the rest', async () => {
    const { read } = await projectTold(answers);
    const breakdown = await read('/metrics/breakdown?by=plan');
    expect(breakdown).toMatchObject({ group_count: 1, hidden_group_count: 1 });
    expect(breakdown.data).toMatchObject([{ key: { plan: 'pro' }, rest: { response_count: 4, nps: -100 } }]);
  });

  it('is shown when the project decides so', async () => {
    const { read } = await projectTold(answers, { hideSmall: false });
    expect(await read('/metrics/breakdown?by=plan')).toMatchObject({ group_count: 2, hidden_group_count: 0 });
  });

  it('is one by its people, not by their answers', async () => {
    const often = Array.from({ length: 8 }, (_, place) => ({
      score: 10,
      person: 'ann',
      ...plan('pro'),
      on: `2026-03-0${place + 1}`,
    }));
    const { read } = await projectTold(often);
    expect(await read('/metrics/breakdown?by=plan')).toMatchObject({ data: [], hidden_group_count: 1 });
  });
});

describe('a difference from the rest', () => {
  it('is found where there is one', async () => {
    const { read } = await projectTold([...crowd({ 10: 40 }, plan('pro')), ...crowd({ 8: 20, 2: 20 }, plan('free'))]);
    for (const { significant, p_value, p_value_adjusted } of (await read('/metrics/breakdown?by=plan')).data) {
      expect(significant).toBe(true);
      expect(p_value_adjusted).toBeGreaterThanOrEqual(p_value);
    }
  });

  it('among twenty groups must be clearer than among two', async () => {
    const alike = Array.from({ length: 19 }, (_, place) =>
      crowd({ 10: 20, 8: 10, 2: 10 }, plan(`plan ${place}`)).map((told) => ({
        ...told,
        person: `${place} ${told.person}`,
      })),
    ).flat();
    const odd = crowd({ 10: 26, 8: 10, 2: 4 }, { ...plan('odd'), on: '2026-03-11' });
    const { read } = await projectTold([...alike, ...odd]);
    const { data } = await read('/metrics/breakdown?by=plan');
    const found = data.find(({ key }: Body) => key.plan === 'odd');
    expect(found.p_value).toBeLessThan(0.05);
    expect(found.p_value_adjusted).toBeCloseTo(20 * found.p_value, 9);
    expect(data.filter(({ significant }: Body) => significant)).toEqual([]);
  });
});
