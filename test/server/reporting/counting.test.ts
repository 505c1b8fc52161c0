import { describe, expect, it } from 'vitest';
import { crowd, projectTold } from './told.ts';

describe('the interval', () => {
  it('is that of the published example', async () => {
    const { read } = await projectTold(crowd({ 10: 32, 8: 13, 3: 6 }));
    const { nps, nps_exact, confidence_interval, standard_error } = await read('/metrics');
    expect(nps).toBe(51);
    expect(nps_exact).toBeCloseTo(50.98039215686274, 9);
    expect(confidence_interval.low).toBeCloseTo(29.294854705446983, 9);
    expect(confidence_interval.high).toBeCloseTo(67.00144159084932, 9);
    expect(2 * 1.959963984540054 * standard_error).toBeCloseTo(67.00144159084932 - 29.294854705446983, 9);
  });

  it('counts the repeated answers of one person as hardly more than one', async () => {
    const repeated = [1, 2, 3, 4].flatMap((round) =>
      crowd({ 10: 10, 7: 10, 2: 10 }).map((told) => ({ ...told, person: `p ${told.person}`, on: `2026-03-0${round}` })),
    );
    const { read } = await projectTold(repeated);
    const all = await read('/metrics');
    const latest = await read('/metrics?respondents=latest');
    expect(all).toMatchObject({ response_count: 120, respondent_count: 30, respondents: 'all', cluster: 'respondent' });
    expect(latest).toMatchObject({ response_count: 30, respondent_count: 30, respondents: 'latest' });
    expect(all.confidence_interval.method).toBe('adjusted_wald_clustered');
    expect(latest.confidence_interval.method).toBe('adjusted_wald');
    expect(all.confidence_interval.high).toBeCloseTo(latest.confidence_interval.high, 0);
  });

  it('widens for colleagues who agree when asked to', async () => {
    const { read } = await projectTold(
      ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((account, place) =>
        crowd({ [place < 3 ? 10 : 2]: 8 }, { account }).map((told) => ({
          ...told,
          person: `${account} ${told.person}`,
        })),
      ),
    );
    const people = await read('/metrics');
    const accounts = await read('/metrics?cluster=account');
    expect(accounts.cluster).toBe('account');
    expect(accounts.standard_error).toBeGreaterThan(1.5 * people.standard_error);
    expect(accounts.nps_exact).toBe(people.nps_exact);
  });
});

describe('respondents=latest', () => {
  it('counts the latest answer of each person in the range', async () => {
    const { read } = await projectTold([
      { person: 'ann', score: 2, on: '2026-01-10' },
      { person: 'ann', score: 10, on: '2026-02-10' },
      { person: 'ann', score: 7, on: '2026-03-10' },
      { person: 'bo', score: 3, on: '2026-01-11' },
    ]);
    expect(await read('/metrics?respondents=latest')).toMatchObject({
      response_count: 2,
      passive_count: 1,
      detractor_count: 1,
      average_score: 5,
    });
    expect(await read('/metrics?respondents=latest&until=2026-02-28')).toMatchObject({ promoter_count: 1 });
  });
});

describe('unit=account', () => {
  it.each([
    [[9, 8], 'promoter'],
    [[9, 9, 7], 'passive'],
    [[7, 6], 'passive'],
    [[7, 6, 6], 'detractor'],
    [[10, 7], 'promoter'],
    [[6], 'detractor'],
  ])('takes a company whose people gave %j for a %s', async (scores, category) => {
    const { read } = await projectTold(scores.map((score) => ({ score, account: 'acme' })));
    expect(await read('/metrics?unit=account')).toMatchObject({ [`${category}_count`]: 1, response_count: 1 });
  });

  it('leaves out people without an account, and says how many', async () => {
    const { read } = await projectTold([{ score: 10, account: 'acme' }, { score: 0 }, { score: 3 }]);
    expect(await read('/metrics?unit=account')).toMatchObject({
      nps: 100,
      response_count: 1,
      account_count: 1,
      respondent_count: 1,
      unassigned_count: 2,
      revenue_weighted: null,
    });
  });

  it('moves a person to the account of the latest answer', async () => {
    const { read } = await projectTold([
      { person: 'ann', score: 10, account: 'acme', on: '2026-01-10' },
      { person: 'ann', score: 3, account: 'bolt', on: '2026-02-10' },
    ]);
    expect(await read('/metrics?unit=account')).toMatchObject({ account_count: 1, detractor_count: 1, nps: -100 });
  });

  it('weighs companies by revenue, and leaves out those without', async () => {
    const { read } = await projectTold(
      [
        { score: 10, account: 'large' },
        { score: 2, account: 'small' },
        { score: 2, account: 'free' },
        { score: 2, account: 'unknown' },
      ],
      { weighs: true, revenues: { large: 900, small: 100, free: 0 } },
    );
    const { nps, revenue_weighted } = await read('/metrics?unit=account');
    expect(nps).toBe(-50);
    expect(revenue_weighted).toMatchObject({ nps: 80, promoter_percent: 90, revenue: 1000, left_out_count: 2 });
    expect(revenue_weighted.effective_count).toBeCloseTo(1000 ** 2 / (900 ** 2 + 100 ** 2), 9);
    expect(revenue_weighted.confidence_interval.method).toBe('adjusted_wald_weighted');
  });
});

describe('identity=verified', () => {
  it('counts only people whose id was proved', async () => {
    const { read } = await projectTold([
      { score: 10, identity: 'verified' },
      { score: 0, identity: 'claimed' },
      { score: 0, identity: 'verified_late' },
    ]);
    expect(await read('/metrics?identity=verified')).toMatchObject({
      identity: 'verified',
      nps: 100,
      display_count: 1,
    });
    expect(await read('/metrics?identity=any')).toMatchObject({ identity: 'any', response_count: 3 });
  });

  it('stands beside the number of all, and not beside itself', async () => {
    const { read } = await projectTold([
      { score: 10, identity: 'verified' },
      { score: 0, identity: 'claimed' },
    ]);
    const { nps, verified } = await read('/metrics');
    expect({ nps, verified }).toMatchObject({ nps: 0, verified: { nps: 100, response_count: 1, low_sample: true } });
    expect(await read('/metrics?compare=previous_period&since=2026-01-01&until=2026-12-31')).toHaveProperty('verified');
    expect(await read('/metrics?identity=verified')).toMatchObject({ nps: 100, verified: null });
  });
});

describe('the level', () => {
  it.each([
    [{ 10: 1, 8: 1 }, 'good', 50],
    [{ 10: 51, 8: 49 }, 'excellent', 51],
    [{ 10: 3, 8: 1 }, 'world_class', 75],
    [{ 10: 1, 3: 1 }, 'acceptable', 0],
    [{ 3: 1, 8: 200 }, 'acceptable', 0],
    [{ 3: 1, 8: 1 }, 'critical', -50],
  ])('of %j is %s', async (scores, level, nps) => {
    const { read } = await projectTold(crowd(scores));
    expect(await read('/metrics')).toMatchObject({ nps, level_reached: level });
  });

  it('is certain when the whole interval lies in it', async () => {
    const { read } = await projectTold(crowd({ 10: 95, 8: 5 }));
    expect(await read('/metrics')).toMatchObject({ level_reached: 'world_class', level_certain: true });
  });

  it('is none before anybody answers', async () => {
    const { read } = await projectTold([]);
    expect(await read('/metrics')).toMatchObject({ level_reached: null, level_certain: false });
  });
});

describe('the baseline', () => {
  it('stands beside the score, counted alike', async () => {
    const { read } = await projectTold(
      [
        { score: 10, on: '2026-01-10', locale: 'da' },
        { score: 2, on: '2026-01-11', locale: 'en' },
        { score: 8, on: '2026-03-10', locale: 'da' },
      ],
      { baseline: { name: 'January', since: '2026-01-01', until: '2026-01-31' } },
    );
    const { nps, benchmarks } = await read('/metrics?since=2026-03-01&until=2026-03-31&locale=da');
    expect(nps).toBe(0);
    expect(benchmarks).toMatchObject({ baseline: { name: 'January', nps: 100, response_count: 1 }, references: [] });
  });
});
