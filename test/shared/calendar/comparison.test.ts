import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKETS, bucketOf } from '../../../shared/calendar/bucket.ts';
import { previousPeriod, previousYear } from '../../../shared/calendar/comparison.ts';
import { dateOfDay, dayFromDate, type DayRange } from '../../../shared/calendar/day.ts';

const range = (since: string, until: string) => ({ start: dayFromDate(since)!, end: dayFromDate(until)! + 1 });
const dates = (found: DayRange | null) => found && [dateOfDay(found.start), dateOfDay(found.end - 1)];
const anyDay = fc.integer({ min: 0, max: 60_000 });

describe('the previous period', () => {
  it.each([
    ['2026-11-23', '2026-11-23', '2026-11-22', '2026-11-22', 'of a day is the day before'],
    ['2026-11-23', '2026-11-29', '2026-11-16', '2026-11-22', 'of an ISO week is the week before'],
    ['2027-01-04', '2027-01-10', '2026-12-28', '2027-01-03', 'of week 1 is week 53'],
    ['2026-03-01', '2026-03-31', '2026-02-01', '2026-02-28', 'of March is February'],
    ['2024-03-01', '2024-03-31', '2024-02-01', '2024-02-29', 'of March is February, leap day and all'],
    ['2026-02-01', '2026-02-28', '2026-01-01', '2026-01-31', 'of February is January'],
    ['2026-01-01', '2026-03-31', '2025-10-01', '2025-12-31', 'of a quarter is the quarter before'],
    ['2025-12-01', '2026-02-28', '2025-09-01', '2025-11-30', 'of winter is autumn'],
    ['2025-01-01', '2025-12-31', '2024-01-01', '2024-12-31', 'of a year is the year before'],
    ['2026-03-01', '2026-03-30', '2026-01-30', '2026-02-28', 'of thirty days is thirty days'],
    ['2026-11-24', '2026-11-30', '2026-11-17', '2026-11-23', 'of seven days from a Tuesday is seven days'],
    ['2026-01-01', '2026-02-28', '2025-11-03', '2025-12-31', 'of two months, which are no bucket, is as many days'],
  ])('%s..%s: %s..%s (%s)', (since, until, first, last) => {
    expect(dates(previousPeriod(range(since, until)))).toEqual([first, last]);
  });

  it('of a fiscal year is the fiscal year before', () => {
    const options = { hemisphere: 'north', fiscalStart: 4 } as const;
    expect(dates(previousPeriod(range('2024-04-01', '2025-03-31'), options))).toEqual(['2023-04-01', '2024-03-31']);
  });

  it('ends where the range begins', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 800 }), (start, days) => {
        expect(previousPeriod({ start, end: start + days }).end).toBe(start);
      }),
    );
  });
});

describe('the previous year', () => {
  it.each([
    ['2026-11-23', '2026-11-23', '2025-11-23', '2025-11-23', 'a day'],
    ['2024-02-29', '2024-02-29', '2023-02-28', '2023-02-28', '29 February compares with the 28th'],
    ['2024-02-20', '2024-02-29', '2023-02-20', '2023-02-28', 'so does the end of a range'],
    ['2025-02-28', '2025-02-28', '2024-02-28', '2024-02-28', 'and the 28th with the 28th'],
    ['2025-02-01', '2025-02-28', '2024-02-01', '2024-02-29', 'but the whole month with the whole month'],
    ['2025-01-01', '2025-02-28', '2024-01-01', '2024-02-29', 'two whole months with two whole months'],
    ['2025-12-01', '2026-02-28', '2024-12-01', '2025-02-28', 'a winter'],
    ['2025-01-01', '2025-12-31', '2024-01-01', '2024-12-31', 'a year'],
    ['2025-11-24', '2026-01-15', '2024-11-24', '2025-01-15', 'a range across New Year'],
    ['2026-11-23', '2026-11-29', '2025-11-24', '2025-11-30', 'week 48 compares with week 48'],
    ['2027-01-04', '2027-01-10', '2025-12-29', '2026-01-04', 'week 1 after a year of 53 weeks with week 1'],
    ['2027-12-27', '2028-01-02', '2026-12-21', '2026-12-27', 'week 52 after it with week 52, not 53'],
  ])('%s..%s: %s..%s (%s)', (since, until, first, last) => {
    expect(dates(previousYear(range(since, until)))).toEqual([first, last]);
  });

  it.each([
    ['2026-12-28', '2027-01-03'],
    ['2020-12-28', '2021-01-03'],
  ])('has no counterpart for week 53 (%s..%s)', (since, until) => {
    expect(previousYear(range(since, until))).toBeNull();
  });

  it('of a bucket is the bucket one year earlier in name, or none for week 53', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...BUCKETS), (day, name) => {
        const bucket = bucketOf(day, name);
        const found = previousYear(bucket);
        const label = bucket.label.replace(/\d{4}/, (year) => String(Number(year) - 1));
        if (label.endsWith('W53')) expect(found).toBeNull();
        else if (!label.endsWith('02-29')) expect(found).toEqual(rangeNamed(label, found!.start, name));
      }),
      { numRuns: 500 },
    );
  });
});

/** The bucket that begins at a day, provided that it has the label. */
function rangeNamed(label: string, start: number, name: (typeof BUCKETS)[number]): DayRange | undefined {
  const bucket = bucketOf(start, name);
  return bucket.label === label ? { start: bucket.start, end: bucket.end } : undefined;
}
