import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { BUCKETS, bucketOf, bucketsIn, type CalendarOptions } from '../../../shared/calendar/bucket.ts';
import { dateOfDay, dayFromDate } from '../../../shared/calendar/day.ts';
import { LIMITS } from '../../../shared/limits.ts';

const day = (date: string) => dayFromDate(date)!;
const anyDay = fc.integer({ min: day('1900-01-01'), max: day('2200-12-31') });
const anyName = fc.constantFrom(...BUCKETS);
const anyOptions = fc.record<CalendarOptions>({
  hemisphere: fc.constantFrom('north', 'south'),
  fiscalStart: fc.integer({ min: 1, max: 12 }),
});
const north = { hemisphere: 'north', fiscalStart: 1 } as const;
const south = { hemisphere: 'south', fiscalStart: 7 } as const;
const april = { hemisphere: 'north', fiscalStart: 4 } as const;

describe('the bucket of a day', () => {
  it.each([
    ['2026-11-23', 'day', north, '2026-11-23', '2026-11-23', '2026-11-23'],
    ['2026-11-23', 'week', north, '2026-W48', '2026-11-23', '2026-11-29'],
    ['2027-01-03', 'week', north, '2026-W53', '2026-12-28', '2027-01-03'],
    ['2024-12-30', 'week', north, '2025-W01', '2024-12-30', '2025-01-05'],
    ['2021-01-01', 'week', north, '2020-W53', '2020-12-28', '2021-01-03'],
    ['2024-02-29', 'month', north, '2024-02', '2024-02-01', '2024-02-29'],
    ['2026-12-31', 'month', north, '2026-12', '2026-12-01', '2026-12-31'],
    ['2026-03-31', 'quarter', north, '2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-10-01', 'quarter', north, '2026-Q4', '2026-10-01', '2026-12-31'],
    ['2025-12-01', 'season', north, '2026-winter', '2025-12-01', '2026-02-28'],
    ['2028-02-29', 'season', north, '2028-winter', '2027-12-01', '2028-02-29'],
    ['2026-03-01', 'season', north, '2026-spring', '2026-03-01', '2026-05-31'],
    ['2026-08-31', 'season', north, '2026-summer', '2026-06-01', '2026-08-31'],
    ['2026-11-23', 'season', north, '2026-autumn', '2026-09-01', '2026-11-30'],
    ['2025-12-01', 'season', south, '2026-summer', '2025-12-01', '2026-02-28'],
    ['2026-07-15', 'season', south, '2026-winter', '2026-06-01', '2026-08-31'],
    ['2026-11-23', 'year', north, '2026', '2026-01-01', '2026-12-31'],
    ['2026-11-23', 'fiscal_year', north, 'FY2026', '2026-01-01', '2026-12-31'],
    ['2026-03-31', 'fiscal_year', april, 'FY2026', '2025-04-01', '2026-03-31'],
    ['2026-04-01', 'fiscal_year', april, 'FY2027', '2026-04-01', '2027-03-31'],
    ['2026-03-31', 'fiscal_quarter', april, 'FY2026-Q4', '2026-01-01', '2026-03-31'],
    ['2026-07-01', 'fiscal_quarter', south, 'FY2027-Q1', '2026-07-01', '2026-09-30'],
  ] as const)('%s lies in the %s %#', (date, name, options, label, first, last) => {
    expect(bucketOf(day(date), name, options)).toEqual({ label, start: day(first), end: day(last) + 1 });
  });

  it('holds the day, and every day it holds has the same bucket', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyName,
        anyOptions,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (one, name, options, part) => {
          const bucket = bucketOf(one, name, options);
          expect(bucket.start <= one && one < bucket.end).toBe(true);
          const other = bucket.start + Math.floor(part * (bucket.end - bucket.start));
          expect(bucketOf(other, name, options)).toEqual(bucket);
        },
      ),
    );
  });

  it('numbers weeks as Temporal numbers them', () => {
    fc.assert(
      fc.property(anyDay, (one) => {
        const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(dateOfDay(one));
        expect(bucketOf(one, 'week').label).toBe(`${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`);
      }),
    );
  });
});

describe('the buckets of a range', () => {
  it('follow one another without gap, overlap or a label twice', () => {
    const length = fc.integer({ min: 1, max: LIMITS.bucketsPerSeries });
    fc.assert(
      fc.property(anyDay, length, anyName, anyOptions, (start, days, name, options) => {
        const buckets = bucketsIn({ start, end: start + days }, name, options);
        expect(buckets[0]!.start <= start && start < buckets[0]!.end).toBe(true);
        expect(buckets.at(-1)!.start < start + days && start + days <= buckets.at(-1)!.end).toBe(true);
        buckets.slice(1).forEach((bucket, i) => expect(bucket.start).toBe(buckets[i]!.end));
        expect(new Set(buckets.map(({ label }) => label)).size).toBe(buckets.length);
      }),
    );
  });

  it('are none when the range is empty', () => {
    expect(bucketsIn({ start: 5, end: 5 }, 'day')).toEqual([]);
  });

  it(`are ${LIMITS.bucketsPerSeries} at most`, () => {
    const start = day('2026-01-01');
    expect(bucketsIn({ start, end: start + LIMITS.bucketsPerSeries }, 'day')).toHaveLength(LIMITS.bucketsPerSeries);
    expect(() => bucketsIn({ start, end: start + LIMITS.bucketsPerSeries + 1 }, 'day')).toThrow(
      expect.objectContaining({ code: 'too_many_buckets' }),
    );
  });
});
