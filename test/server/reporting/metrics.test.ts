import { beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, freshElleve, type Elleve } from '../harness.ts';
import { change, dismiss, respond, show } from '../page.ts';
import { call, read } from '../team.ts';

let elleve: Elleve;
beforeEach(async () => {
  elleve = await freshElleve();
});

const NOBODY = {
  nps: null,
  nps_exact: null,
  confidence_interval: null,
  low_sample: true,
  response_count: 0,
  promoter_count: 0,
  promoter_percent: null,
  passive_count: 0,
  passive_percent: null,
  detractor_count: 0,
  detractor_percent: null,
  score_distribution: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  average_score: null,
  display_count: 0,
  response_rate: null,
  comment_count: 0,
  account_count: 0,
  respondent_count: 0,
};

describe('the metric', () => {
  it('is null, not zero, before anybody answers', async () => {
    expect(await read(elleve, '/metrics')).toMatchObject({
      time_zone: 'Europe/Copenhagen',
      since: null,
      until: null,
      kind: 'relationship',
      surveys: [elleve.survey_id],
      ...NOBODY,
    });
  });

  it('is the share of promoters less that of detractors, with everything that says how far to trust it', async () => {
    const acme = { account: { id: 'acme' } };
    for (const [i, score] of [10, 9, 9, 8, 7, 6, 0].entries()) {
      await respond(elleve, `person ${i}`, { score, ...(i < 2 && { comment: 'Hello' }) }, i < 3 ? acme : {});
    }
    await dismiss(elleve, await show(elleve, 'busy'), 'closed');
    await show(elleve, 'silent');
    await show(elleve, 'reading');
    await dismiss(elleve, await show(elleve, 'blocked'), 'not_drawn');

    expect(await read(elleve, '/metrics')).toMatchObject({
      nps: 14,
      nps_exact: 100 / 7,
      low_sample: true,
      response_count: 7,
      promoter_count: 3,
      promoter_percent: 42.9,
      passive_count: 2,
      passive_percent: 28.6,
      detractor_count: 2,
      detractor_percent: 28.6,
      score_distribution: [1, 0, 0, 0, 0, 0, 1, 1, 1, 2, 1],
      average_score: 7,
      display_count: 10,
      response_rate: 0.7,
      comment_count: 2,
      account_count: 1,
      respondent_count: 7,
      confidence_interval: { confidence: 0.95, method: expect.stringMatching(/^adjusted_wald/) },
    });
  });

  it('is trusted from thirty answers on', async () => {
    for (let i = 0; i < 29; i++) await respond(elleve, `person ${i}`);
    expect(await read(elleve, '/metrics')).toMatchObject({ low_sample: true });
    await respond(elleve, 'the thirtieth');
    expect(await read(elleve, '/metrics')).toMatchObject({ low_sample: false });
  });

  it('follows a changed score at once', async () => {
    const { id, display } = await respond(elleve, 'ada', { score: 0, comment: 'Bad' });
    expect(await read(elleve, '/metrics')).toMatchObject({ nps: -100, comment_count: 1 });
    await change(elleve, id, display, { score: 10, comment: '' });
    expect(await read(elleve, '/metrics')).toMatchObject({ nps: 100, response_count: 1, comment_count: 0 });
  });
});

describe('the series', () => {
  interface Bucket {
    label: string;
    since: string;
    until: string;
    partial: boolean;
    response_count: number;
    nps: number | null;
  }

  async function series(query: string): Promise<Bucket[]> {
    return (await read(elleve, `/metrics/series?${query}`))['data'] as Bucket[];
  }

  it('shows empty buckets, cut ones and the running one', async () => {
    elleve.clock.now = Date.parse('2026-01-15T12:00:00Z');
    await respond(elleve, 'ada', { score: 10 });
    elleve.clock.now = Date.parse('2026-03-10T12:00:00Z');
    await respond(elleve, 'bea', { score: 0 });

    const data = await series('bucket=month&since=2026-01-10');
    expect(data).toMatchObject([
      { label: '2026-01', since: '2026-01-10', until: '2026-01-31', partial: true, response_count: 1, nps: 100 },
      { label: '2026-02', since: '2026-02-01', until: '2026-02-28', partial: false, ...NOBODY },
      { label: '2026-03', since: '2026-03-01', until: '2026-03-10', partial: true, response_count: 1, nps: -100 },
    ]);
  });

  it('begins with the first answer and ends today', async () => {
    await respond(elleve, 'ada');
    elleve.clock.now += 2 * DAY_MS;
    const answered = await read(elleve, '/metrics/series?bucket=day');
    expect(answered).toMatchObject({ since: '2026-03-10', until: '2026-03-12', bucket: 'day' });
    expect((answered['data'] as Bucket[]).map(({ label }) => label)).toEqual([
      '2026-03-10',
      '2026-03-11',
      '2026-03-12',
    ]);
  });

  it('is today alone before anybody answers', async () => {
    expect(await series('bucket=day')).toMatchObject([
      { label: '2026-03-10', since: '2026-03-10', until: '2026-03-10', partial: true, ...NOBODY },
    ]);
  });

  it.each([
    ['day', '2026-03-10'],
    ['week', '2026-W11'],
    ['month', '2026-03'],
    ['quarter', '2026-Q1'],
    ['year', '2026'],
  ])('knows the bucket %s', async (bucket, label) => {
    expect(await series(`bucket=${bucket}`)).toMatchObject([{ label }]);
  });

  it('holds 400 buckets and no more', async () => {
    expect(await series('bucket=day&since=2024-01-01&until=2025-02-03')).toHaveLength(400);
    const refused = await call(elleve, 'GET', '/metrics/series?bucket=day&since=2024-01-01&until=2025-02-04');
    expect(refused).toMatchObject({ status: 422, body: { code: 'too_many_buckets' } });
  });

  it.each(['', 'bucket=', 'bucket=hour', 'bucket=day&bucket=week', 'bucket=Day'])('refuses ?%s', async (query) => {
    expect(await call(elleve, 'GET', `/metrics/series?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
  });

  it('of a range to come is empty, and echoed as it was asked for', async () => {
    await respond(elleve, 'ada');
    const answered = await read(elleve, '/metrics/series?bucket=month&since=2027-01-01&until=2027-02-28');
    expect(answered).toMatchObject({ since: '2027-01-01', until: '2027-02-28', data: [NOBODY, NOBODY] });
  });
});
