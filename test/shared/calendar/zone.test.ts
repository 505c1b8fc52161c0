import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it, test } from 'vitest';
import { dateOfDay, dayFromDate } from '../../../shared/calendar/day.ts';
import { dayOfInstant, isZone, startOfDay } from '../../../shared/calendar/zone.ts';

const ODD_ZONES = [
  'Africa/Casablanca', // leaves summer time for Ramadan
  'Africa/Monrovia', // −00:44:30 until 1972
  'America/Havana', // has midnight twice in autumn
  'America/Sao_Paulo', // had no midnight in spring
  'America/St_Johns', // changed at 00:01, back into the day before
  'Antarctica/Troll', // two hours of summer time
  'Asia/Calcutta',
  'Asia/Kathmandu', // +05:45
  'Asia/Kolkata',
  'Australia/Lord_Howe', // half an hour of summer time
  'Europe/Copenhagen',
  'Pacific/Apia', // skipped 30 December 2011
  'Pacific/Chatham', // +12:45
  'Pacific/Kiritimati', // +14
  'Pacific/Marquesas', // −09:30
  'UTC',
];
const zone = fc.oneof(fc.constantFrom(...ODD_ZONES), fc.constantFrom(...Intl.supportedValuesOf('timeZone')));
const instant = fc.integer({ min: Date.UTC(1900), max: Date.UTC(2100) });

test.each(ODD_ZONES)('%s is a zone', (name) => {
  expect(isZone(name)).toBe(true);
});

test.each([
  '',
  'Europe/Nowhere',
  'europe/copenhagen',
  'utc',
  '+02:00',
  '-05',
  'Z',
  ' UTC',
  'constructor',
  'Europe/Paris]',
])('%j is no zone', (name) => {
  expect(isZone(name)).toBe(false);
});

describe('the local day of an instant', () => {
  it.each([
    { zone: 'UTC', instant: '2026-11-23T23:59:59.999Z', date: '2026-11-23' },
    { zone: 'Europe/Copenhagen', instant: '2026-11-22T23:00:00Z', date: '2026-11-23' },
    { zone: 'Europe/Copenhagen', instant: '2026-11-22T22:59:59.999Z', date: '2026-11-22' },
    { zone: 'Europe/Copenhagen', instant: '2026-03-28T23:00:00Z', date: '2026-03-29' },
    { zone: 'Europe/Copenhagen', instant: '2026-03-29T22:00:00Z', date: '2026-03-30' },
    { zone: 'Europe/Copenhagen', instant: '2026-10-25T22:59:59.999Z', date: '2026-10-25' },
    { zone: 'Asia/Calcutta', instant: '2026-11-22T18:30:00Z', date: '2026-11-23' },
    { zone: 'Pacific/Kiritimati', instant: '2026-11-22T10:00:00Z', date: '2026-11-23' },
    { zone: 'Pacific/Apia', instant: '2011-12-30T09:59:59.999Z', date: '2011-12-29' },
    { zone: 'Pacific/Apia', instant: '2011-12-30T10:00:00Z', date: '2011-12-31' },
    { zone: 'America/St_Johns', instant: '2006-10-29T02:30:59.999Z', date: '2006-10-29' },
    { zone: 'America/St_Johns', instant: '2006-10-29T02:31:00Z', date: '2006-10-28' },
    { zone: 'Africa/Monrovia', instant: '1960-01-01T00:44:29.999Z', date: '1959-12-31' },
    { zone: 'Africa/Monrovia', instant: '1960-01-01T00:44:30Z', date: '1960-01-01' },
  ])('is $date at $instant in $zone', ({ zone: name, instant: text, date }) => {
    expect(dateOfDay(dayOfInstant(Date.parse(text), name))).toBe(date);
  });

  it('is what Temporal says, for any zone and instant', () => {
    fc.assert(
      fc.property(zone, instant, (name, ms) => {
        expect(dateOfDay(dayOfInstant(ms, name))).toBe(temporalDate(ms, name));
      }),
      { numRuns: 800 },
    );
  });

  it('is what Temporal says on both sides of a change of clocks', () => {
    const hours = fc.integer({ min: -26 * 60, max: 26 * 60 });
    fc.assert(
      fc.property(fc.constantFrom(...ODD_ZONES), instant, hours, (name, ms, minutes) => {
        const change = zoned(ms, name).getTimeZoneTransition('next')?.epochMilliseconds ?? ms;
        for (const near of [change - 1, change, change + minutes * 60_000]) {
          expect(dateOfDay(dayOfInstant(near, name))).toBe(temporalDate(near, name));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('stays right when more offsets were met than are remembered', () => {
    const winters = Array.from({ length: 250 }, (_, year) => Date.UTC(1990 + year, 0, 1, 23, 30));
    const summers = winters.map((ms) => ms + 182 * 86_400_000);
    for (const ms of [...winters, ...summers, ...winters]) {
      expect(dateOfDay(dayOfInstant(ms, 'America/New_York'))).toBe(temporalDate(ms, 'America/New_York'));
    }
  });
});

describe('the start of a local day', () => {
  it.each([
    { zone: 'Europe/Copenhagen', date: '2026-03-29', start: '2026-03-28T23:00:00.000Z', why: 'a day of 23 hours' },
    { zone: 'Europe/Copenhagen', date: '2026-03-30', start: '2026-03-29T22:00:00.000Z', why: 'the day after it' },
    { zone: 'Europe/Copenhagen', date: '2026-10-26', start: '2026-10-25T23:00:00.000Z', why: 'after 25 hours' },
    { zone: 'America/Sao_Paulo', date: '2018-11-04', start: '2018-11-04T03:00:00.000Z', why: 'no midnight: 01:00' },
    { zone: 'America/Havana', date: '2026-11-01', start: '2026-11-01T04:00:00.000Z', why: 'two midnights: the first' },
    { zone: 'Pacific/Apia', date: '2011-12-30', start: '2011-12-30T10:00:00.000Z', why: 'a day that never was' },
    { zone: 'Pacific/Apia', date: '2011-12-31', start: '2011-12-30T10:00:00.000Z', why: 'the day after it' },
  ])('$date in $zone is $start ($why)', ({ zone: name, date, start }) => {
    expect(new Date(startOfDay(dayFromDate(date)!, name)).toISOString()).toBe(start);
  });

  it('is the first instant that has the date', () => {
    fc.assert(
      fc.property(zone, instant, (name, ms) => {
        const day = dayOfInstant(ms, name);
        const start = startOfDay(day, name);
        expect(start).toBeLessThanOrEqual(ms);
        expect(temporalDate(start, name)).toBe(dateOfDay(day));
        expect(dayFromDate(temporalDate(start - 1, name))).toBeLessThan(day);
      }),
      { numRuns: 500 },
    );
  });
});

function temporalDate(epochMs: number, name: string): string {
  return zoned(epochMs, name).toPlainDate().toString();
}

function zoned(epochMs: number, name: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(name);
}
