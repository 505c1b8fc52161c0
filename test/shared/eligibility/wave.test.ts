import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stickyShare } from '../../../shared/eligibility/sticky-hash.ts';
import { isInSample, slotIn, waveOf, type Wave } from '../../../shared/eligibility/wave.ts';
import { mayAsk } from '../../../shared/eligibility.ts';
import { askFixture, DAY, NOW } from './ask-fixture.ts';

const SURVEY = 'srv_0123456789abcdef';
const PEOPLE = Array.from({ length: 20_000 }, (_, i) => `respondent user-${i}`);
const schedule = { starts_on: '2026-01-01', wave_days: 120, even_spread: true };
const FIRST = 20_454;

describe('waves', () => {
  it.each([
    [FIRST, 0, FIRST, FIRST + 120],
    [FIRST + 119, 0, FIRST, FIRST + 120],
    [FIRST + 120, 1, FIRST + 120, FIRST + 240],
    [FIRST - 1, -1, FIRST - 120, FIRST],
  ])('on day %i is the one with the number %i', (day, number, start, end) => {
    expect(waveOf(schedule, day)).toEqual({ number, start, end });
  });

  it('are none where none are set', () => {
    expect(waveOf({ ...schedule, wave_days: null }, FIRST)).toBeUndefined();
  });
});

/** The chance that an even draw strays so far (chi-squared over `bins` equal bins) is far below one in a million. */
function expectEven(counts: number[]): void {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const chi = counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
  const freedom = counts.length - 1;
  expect(chi).toBeLessThan(freedom + 6 * Math.sqrt(2 * freedom));
}

function counted(values: number[], bins: number): number[] {
  const counts = Array<number>(bins).fill(0);
  for (const value of values) counts[value]!++;
  return counts;
}

describe('the sticky hash', () => {
  it('spreads texts that differ by one character evenly', () => {
    expectEven(
      counted(
        PEOPLE.map((person) => Math.floor(stickyShare(person) * 100)),
        100,
      ),
    );
  });

  it('is known: a change would ask everybody anew', () => {
    expect([stickyShare(''), stickyShare('ada'), stickyShare('Ærø 🦢')]).toMatchInlineSnapshot(`
      [
        0.6689221884589642,
        0.46172702638432384,
        0.1838206290267408,
      ]
    `);
  });

  it('lies between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(stickyShare(text)).toBeGreaterThanOrEqual(0);
        expect(stickyShare(text)).toBeLessThan(1);
      }),
    );
  });
});

const wave = (number: number): Wave => waveOf(schedule, FIRST + 120 * number)!;

describe('a slot', () => {
  it('lies evenly in the first three quarters of the wave', () => {
    const days = PEOPLE.map((person) => slotIn(wave(0), SURVEY, person) - FIRST);
    expect(Math.max(...days)).toBe(89);
    expectEven(counted(days, 90));
  });

  it('is the same day of every wave', () => {
    for (const person of PEOPLE.slice(0, 100)) {
      const days = [0, 1, 7].map((number) => slotIn(wave(number), SURVEY, person) - wave(number).start);
      expect(new Set(days).size).toBe(1);
    }
  });

  it('of one survey says nothing about the slot of another', () => {
    const pairs = PEOPLE.map((person) => {
      const [a, b] = [SURVEY, 'srv_0123456789abcdeg'].map((survey) => slotIn(wave(0), survey, person) - FIRST);
      return Math.floor(a! / 9) * 10 + Math.floor(b! / 9);
    });
    expectEven(counted(pairs, 100));
  });

  it('is waited for', () => {
    const waits = PEOPLE.slice(0, 500).map((name) => {
      const person = { id: name };
      const ask = askFixture({ schedule: { ...schedule, starts_on: '2024-10-04' }, person });
      const verdict = mayAsk(ask);
      const slot = slotIn({ number: 0, start: 20_000, end: 20_120 }, SURVEY, `respondent ${name}`);
      const expected = { ask: false, because: 'slot_to_come', retry_at: slot * DAY };
      expect(verdict).toEqual(slot <= 20_000 ? { ask: true } : expected);
      return slot;
    });
    expect(new Set(waits).size).toBeGreaterThan(80);
    expect(NOW).toBeGreaterThan(20_000 * DAY);
  });
});

const sampled = (percent: number, number: number, survey = SURVEY) =>
  PEOPLE.filter((person) => isInSample(percent, survey, { number, start: 0, end: 1 }, person));

describe('a sample', () => {
  it.each([1, 10, 50, 99])('of %d % holds that share of people', (percent) => {
    const share = sampled(percent, 0).length / PEOPLE.length;
    expect(Math.abs(share - percent / 100)).toBeLessThan(0.01);
  });

  it('grows by people and loses none when its share grows', () => {
    const more = new Set(sampled(20, 0));
    expect(sampled(10, 0).every((person) => more.has(person))).toBe(true);
  });

  it('is drawn anew for each wave and each survey', () => {
    const first = new Set(sampled(10, 0));
    for (const other of [sampled(10, 1), sampled(10, 0, 'srv_0123456789abcdeg')]) {
      const both = other.filter((person) => first.has(person)).length / PEOPLE.length;
      expect(Math.abs(both - 0.01)).toBeLessThan(0.005);
    }
  });
});
