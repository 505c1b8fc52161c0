import { describe, expect, it } from 'vitest';
import { crowd, projectTold, type Told } from './told.ts';

const MARKERS = [
  { name: 'Release', since: '2026-03-15', until: null },
  { name: 'Christmas', since: '2025-12-20', until: '2025-12-31' },
];

describe('the range compared with', () => {
  it.each([
    ['since=2026-03-01&until=2026-03-31&compare=previous_period', '2026-02-01', '2026-02-28'],
    ['since=2026-01-01&until=2026-03-31&compare=previous_period', '2025-10-01', '2025-12-31'],
    ['since=2026-03-05&until=2026-03-14&compare=previous_period', '2026-02-23', '2026-03-04'],
    ['since=2026-03-01&until=2026-03-31&compare=previous_year', '2025-03-01', '2025-03-31'],
    ['since=2026-03-09&until=2026-03-15&compare=previous_year', '2025-03-10', '2025-03-16'],
    ['since=2024-02-29&until=2024-02-29&compare=previous_year', '2023-02-28', '2023-02-28'],
    ['since=2024-02-01&until=2024-02-29&compare=previous_year', '2023-02-01', '2023-02-28'],
    ['since=2026-03-01&until=2026-03-10&compare=2025-11-01..2025-12-31', '2025-11-01', '2025-12-31'],
  ])('of %s is %s to %s', async (query, since, until) => {
    const { read } = await projectTold([]);
    expect(await read(`/metrics?${query}`)).toMatchObject({ previous: { since, until }, no_counterpart: false });
  });

  it("is a marker's own range, or as many days before its date", async () => {
    const { read, markers } = await projectTold([], { markers: MARKERS });
    const ten = 'since=2026-03-15&until=2026-03-24';
    expect(await read(`/metrics?${ten}&compare=marker:${markers[0]}`)).toMatchObject({
      previous: { since: '2026-03-05', until: '2026-03-14' },
    });
    expect(await read(`/metrics?${ten}&compare=marker:${markers[1]}`)).toMatchObject({
      previous: { since: '2025-12-20', until: '2025-12-31' },
    });
  });

  it('is none for ISO week 53', async () => {
    const { read } = await projectTold(crowd({ 10: 3 }, { on: '2026-12-30' }), { now: Date.parse('2027-02-01') });
    expect(await read('/metrics?since=2026-12-28&until=2027-01-03&compare=previous_year')).toMatchObject({
      nps: 100,
      previous: null,
      no_counterpart: true,
      difference: null,
      difference_interval: null,
      p_value: null,
      significant: null,
    });
  });

  it.each([
    ['compare=previous_period', 422, 'range_needed'],
    ['since=2026-03-01&compare=previous_year', 422, 'range_needed'],
    ['since=2026-03-01&until=2026-03-31&compare=2026-03-31..2026-04-30', 422, 'overlapping_ranges'],
    ['since=2025-01-01&until=2026-03-31&compare=previous_year', 422, 'overlapping_ranges'],
    ['since=2026-03-01&until=2026-03-31&compare=2026-02-02..2026-02-01', 422, 'reversed_range'],
    ['since=2026-03-01&until=2026-03-31&compare=2026-02-30..2026-02-31', 400, 'invalid_request'],
    ['since=2026-03-01&until=2026-03-31&compare=marker:mrk_0000000000000000', 404, 'unknown_marker'],
    ['since=2026-03-01&until=2026-03-31&compare=yesterday', 400, 'invalid_request'],
  ])('is refused: %s', async (query, status, code) => {
    const { refused } = await projectTold([]);
    expect(await refused(`/metrics?${query}`)).toEqual({ status, code });
  });
});

const MARCH = '/metrics?since=2026-03-01&until=2026-03-31&compare=previous_period';

describe('a difference', () => {
  it('is this number minus the other, with its interval and p-value', async () => {
    const { read } = await projectTold([
      ...crowd({ 10: 60, 8: 30, 3: 10 }, { on: '2026-03-10' }),
      ...crowd({ 10: 20, 8: 30, 3: 50 }, { on: '2026-02-10' }),
    ]);
    const march = await read(MARCH);
    expect(march).toMatchObject({ nps: 50, previous: { nps: -30 }, difference: 80, significant: true });
    expect(march.p_value).toBeLessThan(1e-9);
    expect(march.difference_interval.low).toBeGreaterThan(50);
    expect(march.difference_interval.high).toBeLessThan(110);
  });

  it('of little evidence is no significant change', async () => {
    const { read } = await projectTold([
      ...crowd({ 10: 6, 3: 4 }, { on: '2026-03-10' }),
      ...crowd({ 10: 4, 3: 6 }, { on: '2026-02-10' }),
    ]);
    expect(await read(MARCH)).toMatchObject({ difference: 40, significant: false });
  });

  it('is null when nobody answered before', async () => {
    const { read } = await projectTold(crowd({ 10: 6 }, { on: '2026-03-10' }));
    expect(await read(MARCH)).toMatchObject({ nps: 100, previous: { nps: null }, difference: null, significant: null });
  });

  it('that the evidence turns round is not significant', async () => {
    const { read } = await projectTold([
      ...crowd({ 10: 7, 8: 3 }, { on: '2026-03-10' }),
      ...crowd({ 10: 600, 8: 400 }, { on: '2026-02-10' }),
    ]);
    const { difference, difference_interval, significant } = await read(MARCH);
    expect(difference).toBeCloseTo(10, 9);
    expect(difference_interval.low).toBeLessThan(0);
    expect(significant).toBe(false);
  });

  it('is surer when the same people answered twice', async () => {
    const people = [10, 10, 9, 8, 8, 7, 5, 3, 2, 1].flatMap((score, place) =>
      Array.from({ length: 10 }, (_, copy) => ({ score, name: `${place} ${copy}` })),
    );
    const twice = (nameOf: (name: string) => string): Told[] =>
      people.flatMap(({ score, name }) => [
        { score, person: name, on: '2026-02-10' },
        { score, person: nameOf(name), on: '2026-03-10' },
      ]);
    const same = await (await projectTold(twice((name) => name))).read(MARCH);
    const others = await (await projectTold(twice((name) => `other ${name}`))).read(MARCH);
    const width = ({ difference_interval: { low, high } }: typeof same) => high - low;
    expect(width(same)).toBeLessThan(width(others) / 2);
  });
});
