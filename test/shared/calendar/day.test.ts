import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { dateOfDay, dayFromDate } from '../../../shared/calendar/day.ts';

describe('a day', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2026-11-23', 20_780],
    ['0001-01-01', -719_162],
    ['0099-12-31', -683_004],
    ['9999-12-31', 2_932_896],
  ])('%s is number %i', (date, day) => {
    expect(dayFromDate(date)).toBe(day);
    expect(dateOfDay(day)).toBe(date);
  });

  it.each([
    '2026-02-30',
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '26-01-01',
    '2026-01-01T00:00',
    '2026-01-01\n',
    ' 2026-01-01',
    '٢٠٢٦-٠١-٠١',
    '+002026-01-01',
    '',
  ])('%j is no date', (date) => {
    expect(dayFromDate(date)).toBeUndefined();
  });

  it('counts as Temporal counts', () => {
    const epoch = Temporal.PlainDate.from('1970-01-01');
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (day) => {
        const date = epoch.add({ days: day }).toString();
        expect(dateOfDay(day)).toBe(date);
        expect(dayFromDate(date)).toBe(day);
      }),
    );
  });
});
