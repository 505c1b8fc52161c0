import { describe, expect, it } from 'vitest';
import { projectTold, type Body, type Told } from './told.ts';

const RANGE = 'since=2026-03-01&until=2026-03-31';
const ids = ({ data }: Body) => (data as { id: string }[]).map(({ id }) => id);
const said = (account: string, score: number, on = '2026-03-10', person = account): Told => ({
  account,
  score,
  on,
  person,
});

describe('an account', () => {
  it('is listed with its score, its people and what is known of it', async () => {
    const { read } = await projectTold(
      [
        said('acme', 10, '2026-03-10', 'ann'),
        said('acme', 7, '2026-03-11', 'bo'),
        said('acme', 8, '2026-04-10', 'ann'),
      ],
      { weighs: true, revenues: { acme: 1200 } },
    );
    const { data, next_cursor } = await read(`/metrics/accounts?${RANGE}`);
    expect(next_cursor).toBeNull();
    expect(data).toEqual([
      {
        id: 'acme',
        score: 8.5,
        category: 'promoter',
        people: 2,
        response_count: 2,
        last_answered_at: '2026-04-10T12:00:00.002Z',
        last_asked_at: '2026-04-10T12:00:00.002Z',
        previous_score: null,
        trend: null,
        revenue: 1200,
        at_risk: false,
        risks: [],
        traits: { mrr: 1200 },
      },
    ]);
  });

  it.each([
    ['a detractor', [said('a', 3)], ['detractor']],
    ['fallen by two points', [said('a', 10, '2026-01-10'), said('a', 8)], ['mean_fell', 'category_fell']],
    ['fallen by a category alone', [said('a', 9, '2026-01-10'), said('a', 8)], ['category_fell']],
    ['fallen within detractors', [said('a', 5, '2026-01-10'), said('a', 3)], ['detractor', 'mean_fell']],
    ['risen', [said('a', 3, '2026-01-10'), said('a', 9)], []],
    ['the same', [said('a', 7, '2026-01-10'), said('a', 7)], []],
    [
      'fallen by less than two points on average',
      [said('a', 10, '2026-01-10', 'x'), said('a', 9, '2026-01-10', 'y'), said('a', 9, '2026-03-10', 'x')],
      [],
    ],
  ])('%s is at risk because of what it did', async (_, answers, risks) => {
    const { read } = await projectTold(answers);
    expect((await read(`/metrics/accounts?${RANGE}`)).data).toMatchObject([{ risks, at_risk: risks.length > 0 }]);
  });

  it('is held against where it stood before, or against the range that is named', async () => {
    const { read } = await projectTold([said('a', 2, '2025-06-10'), said('a', 6, '2026-02-10'), said('a', 9)]);
    expect((await read(`/metrics/accounts?${RANGE}`)).data).toMatchObject([{ previous_score: 6, trend: 3 }]);
    expect((await read(`/metrics/accounts?${RANGE}&compare=2025-06-01..2025-06-30`)).data).toMatchObject([
      { trend: 7 },
    ]);
    expect((await read('/metrics/accounts')).data).toMatchObject([{ score: 9, previous_score: 6 }]);
  });
});

describe('the list of accounts', () => {
  const answers = [
    said('a', 3),
    said('b', 8, '2026-03-11'),
    said('c', 10, '2026-03-12'),
    said('quiet', 5, '2026-01-01'),
  ];
  const revenues = { a: 10, b: 500, quiet: 90 };

  it.each([
    ['', ['c', 'b', 'a']],
    ['sort=score&order=asc', ['a', 'b', 'c']],
    ['sort=revenue', ['b', 'a', 'c']],
    ['sort=revenue&order=asc', ['a', 'b', 'c']],
    ['sort=id&order=asc', ['a', 'b', 'c']],
    ['category=passive', ['b']],
    ['at_risk=true', ['a']],
    ['at_risk=false&sort=id', ['c', 'b']],
    ['heard=false', ['quiet']],
    ['where[plan]=pro', []],
  ])('asked %j is %j', async (query, expected) => {
    const { read } = await projectTold(answers, { weighs: true, revenues });
    expect(ids(await read(`/metrics/accounts?${RANGE}&${query}`))).toEqual(expected);
  });

  it('is paged without loss or repetition', async () => {
    const many = Array.from({ length: 7 }, (_, place) => said(`account ${place}`, place % 3 === 0 ? 9 : 4));
    const { read } = await projectTold(many);
    const found: string[] = [];
    let cursor = '';
    do {
      const page = await read(`/metrics/accounts?${RANGE}&sort=score&limit=3${cursor}`);
      found.push(...ids(page));
      cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
    } while (cursor !== '');
    expect(found).toEqual(ids(await read(`/metrics/accounts?${RANGE}&sort=score`)));
    expect(new Set(found).size).toBe(7);
  });

  it('refuses a cursor of another list', async () => {
    const { read, refused } = await projectTold(answers);
    const { next_cursor } = await read(`/metrics/accounts?${RANGE}&limit=1`);
    for (const query of [`sort=score&cursor=${next_cursor}`, 'cursor=W10', 'cursor=nonsense']) {
      expect(await refused(`/metrics/accounts?${RANGE}&${query}`)).toEqual({ status: 400, code: 'invalid_cursor' });
    }
  });
});

describe('the coverage', () => {
  it('is the share of accounts and of revenue that was heard from, and names who was not', async () => {
    const { read } = await projectTold(
      [said('a', 9), said('b', 2), said('old', 7, '2026-01-05'), said('dear', 7, '2026-01-06')],
      {
        weighs: true,
        revenues: { a: 600, b: 0, dear: 300, old: 100 },
      },
    );
    const coverage = await read(`/metrics/coverage?${RANGE}`);
    expect(coverage).toMatchObject({
      account_count: 4,
      heard_account_count: 2,
      account_share: 0.5,
      revenue: 1000,
      heard_revenue: 600,
      revenue_share: 0.6,
      display_count: 2,
      response_rate: 1,
    });
    expect(coverage.silent_accounts).toMatchObject([
      { id: 'dear', revenue: 300, last_answered_at: '2026-01-06T12:00:00.003Z' },
      { id: 'old', revenue: 100 },
    ]);
  });

  it('leaves revenue out where the project names none', async () => {
    const { read } = await projectTold([said('a', 9)]);
    expect(await read('/metrics/coverage')).toMatchObject({ revenue: null, heard_revenue: null, revenue_share: null });
  });

  it('tells the response rate by trait', async () => {
    const { read, refused } = await projectTold([{ score: 9, traits: { plan: 'pro' } }], {
      showings: [
        {
          survey: 0,
          version: 1,
          person: { id: 'silent', anonymous: false },
          account: null,
          traits: { plan: 'pro' },
          locale: null,
          touchpoint: null,
          identity: 'claimed',
          displayedAt: Date.parse('2026-03-11T12:00:00Z'),
          outcome: 'closed',
          answer: null,
        },
      ],
    });
    expect((await read('/metrics/coverage?by=plan')).response_rates).toEqual([
      { key: { plan: 'pro' }, display_count: 2, answered_count: 1, response_rate: 0.5 },
    ]);
    expect(await refused('/metrics/coverage?by=account_size')).toEqual({ status: 400, code: 'invalid_request' });
  });

  it('holds those who answered late against those who answered early', async () => {
    const { read } = await projectTold([
      { score: 10, delay: 1_000 },
      { score: 9, delay: 2_000 },
      { score: 3, delay: 60_000 },
      { score: 8, delay: 3_600_000 },
    ]);
    expect((await read('/metrics/coverage')).early_and_late).toMatchObject({
      response_count: 4,
      median_delay_s: 2,
      early: { nps: 100, response_count: 2 },
      late: { nps: -50, response_count: 2 },
      difference: -150,
    });
  });
});
