import { describe, expect, it } from 'vitest';
import { crowd, projectTold, type Body } from './told.ts';

const labels = ({ data }: Body) => (data as { label: string }[]).map(({ label }) => label);

describe('the buckets', () => {
  it.each([
    ['day', '2026-03-28', '2026-03-30', ['2026-03-28', '2026-03-29', '2026-03-30']],
    ['week', '2026-12-21', '2027-01-10', ['2026-W52', '2026-W53', '2027-W01']],
    ['month', '2026-01-15', '2026-03-02', ['2026-01', '2026-02', '2026-03']],
    ['quarter', '2025-12-31', '2026-04-01', ['2025-Q4', '2026-Q1', '2026-Q2']],
    ['season', '2025-11-30', '2026-03-01', ['2025-autumn', '2026-winter', '2026-spring']],
    ['year', '2025-12-31', '2026-01-01', ['2025', '2026']],
    ['fiscal_quarter', '2026-03-31', '2026-07-01', ['FY2026-Q4', 'FY2027-Q1', 'FY2027-Q2']],
    ['fiscal_year', '2026-03-31', '2026-04-01', ['FY2026', 'FY2027']],
    ['rolling:30d', '2026-03-28', '2026-03-30', ['2026-03-28', '2026-03-29', '2026-03-30']],
  ])('of a series by %s from %s to %s are %j', async (bucket, since, until, expected) => {
    const { read } = await projectTold([], { fiscalStart: 4 });
    expect(labels(await read(`/metrics/series?bucket=${bucket}&since=${since}&until=${until}`))).toEqual(expected);
  });

  it('of a season are turned round in the south', async () => {
    const { read } = await projectTold([], { hemisphere: 'south' });
    expect(labels(await read('/metrics/series?bucket=season&since=2025-12-01&until=2026-03-01'))).toEqual([
      '2026-summer',
      '2026-autumn',
    ]);
  });

  it('are present when empty, from the first answer to today', async () => {
    const { read } = await projectTold([{ score: 10, on: '2026-03-10' }]);
    const series = await read('/metrics/series?bucket=month');
    expect(series).toMatchObject({ since: '2026-03-10', until: '2026-06-01' });
    expect(labels(series)).toEqual(['2026-03', '2026-04', '2026-05', '2026-06']);
    expect(series.data.map(({ nps }: Body) => nps)).toEqual([100, null, null, null]);
  });

  it('say whether they are whole', async () => {
    const { read } = await projectTold([]);
    const partial = async (query: string) =>
      (await read(`/metrics/series?${query}`)).data.map((bucket: Body) => bucket.partial);
    expect(await partial('bucket=month&since=2026-04-02&until=2026-05-31')).toEqual([true, false]);
    expect(await partial('bucket=month&since=2026-05-01')).toEqual([false, true]);
    expect(await partial('bucket=rolling:30d&since=2026-05-31')).toEqual([false, true]);
  });

  it('are at most four hundred', async () => {
    const { read, refused } = await projectTold([]);
    const from = (since: string) => `/metrics/series?bucket=day&until=2026-06-01&since=${since}`;
    expect((await read(from('2025-04-28'))).data).toHaveLength(400);
    expect(await refused(from('2025-04-27'))).toEqual({ status: 422, code: 'too_many_buckets' });
    expect(await refused(from('2025-04-27').replace('day', 'rolling:90d'))).toMatchObject({ code: 'too_many_buckets' });
  });
});

describe('a rolling window', () => {
  it('counts thirty days up to each day, also those before the range', async () => {
    const { read } = await projectTold([
      { score: 10, on: '2026-02-27' },
      { score: 2, on: '2026-03-28' },
    ]);
    const { data } = await read('/metrics/series?bucket=rolling:30d&since=2026-03-28&until=2026-03-29');
    expect(data).toMatchObject([
      { since: '2026-02-27', until: '2026-03-28', response_count: 2, nps: 0 },
      { since: '2026-02-28', until: '2026-03-29', response_count: 1, nps: -100 },
    ]);
  });
});

describe('several surveys', () => {
  it('are several series beside the one of all', async () => {
    const { read, surveys } = await projectTold([
      { score: 10, survey: 0 },
      { score: 2, survey: 1 },
    ]);
    const two = await read(`/metrics/series?bucket=year&since=2026-01-01&survey=${surveys[0]}&survey=${surveys[1]}`);
    expect(two.data).toMatchObject([{ nps: 0, response_count: 2 }]);
    expect(two.series).toMatchObject([
      { survey_id: surveys[0], data: [{ label: '2026', nps: 100 }] },
      { survey_id: surveys[1], data: [{ label: '2026', nps: -100 }] },
    ]);
    expect(await read('/metrics/series?bucket=year&since=2026-01-01')).toMatchObject({ series: [] });
  });
});

describe('the markers', () => {
  it('inside the range are listed in order', async () => {
    const { read } = await projectTold([], {
      markers: [
        { name: 'Christmas', since: '2025-12-20', until: '2026-01-03' },
        { name: 'After', since: '2026-02-01', until: null },
        { name: 'Release', since: '2026-01-31', until: null },
        { name: 'First day', since: '2026-01-01', until: null },
      ],
    });
    const { markers } = await read('/metrics/series?bucket=month&since=2026-01-01&until=2026-01-31');
    expect(markers.map(({ name }: Body) => name)).toEqual(['Christmas', 'First day', 'Release']);
  });
});

describe('a compared series', () => {
  it('holds each bucket against its counterpart, and week 53 against none', async () => {
    const { read } = await projectTold(
      [...crowd({ 10: 40 }, { on: '2025-12-23' }), ...crowd({ 2: 40 }, { on: '2026-12-23' })],
      { now: Date.parse('2027-02-01') },
    );
    const { data } = await read('/metrics/series?bucket=week&since=2026-12-21&until=2027-01-03&compare=previous_year');
    expect(data).toMatchObject([
      { label: '2026-W52', previous: { since: '2025-12-22', nps: 100 }, difference: -200, significant: true },
      { label: '2026-W53', previous: null, no_counterpart: true },
    ]);
  });
});
