import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../../shared/statistics/difference.ts';
import { sampleOf } from '../../../shared/statistics/sample.ts';

describe('the difference of two numbers', () => {
  it('equals its definition', () => {
    const { difference, interval, z, pValue, significant } = differenceOf(mix(60, 25, 15), mix(40, 35, 25));
    const estimate = (60.75 - 15.75 - (40.75 - 25.75)) / 103;
    const error = Math.sqrt(variance(60.75, 15.75, 103) + variance(40.75, 25.75, 103));
    expect(difference).toBeCloseTo(30, 12);
    expect(z).toBeCloseTo(estimate / error, 12);
    expect(interval.low).toBeCloseTo(100 * (estimate - 1.959963984540054 * error), 10);
    expect(interval.high).toBeCloseTo(100 * (estimate + 1.959963984540054 * error), 10);
    expect(pValue).toBeCloseTo(0.0064, 4); // z = 2.7255 in a table of the normal distribution
    expect(significant).toBe(true);
  });

  it('is not significant when the adjusted numbers move the other way', () => {
    const { difference, interval, z, significant } = differenceOf(mix(7, 3, 0), mix(6_000, 4_000, 0));
    expect(difference).toBeCloseTo(10, 12);
    expect(z).toBeLessThan(0);
    expect(interval.low < 0 && interval.high > 0).toBe(true);
    expect(significant).toBe(false);
  });

  it('lies inside its interval, and is significant when the p-value and both signs say so', () => {
    const count = fc.integer({ min: 0, max: 400 });
    const sample = fc.tuple(count, count, count).filter(([p, n, d]) => p + n + d > 0);
    fc.assert(
      fc.property(sample, sample, fc.constantFrom(0.9, 0.95, 0.99), (current, previous, confidence) => {
        const found = differenceOf(mix(...current), mix(...previous), { confidence });
        const { difference, interval, z, pValue, significant } = found;
        expect(interval.low <= difference && difference <= interval.high).toBe(true);
        expect(interval.low >= -200 && interval.high <= 200).toBe(true);
        expect(significant).toBe(pValue < 1 - confidence && Math.sign(z) === Math.sign(difference));
      }),
      { numRuns: 1_000 },
    );
  });

  it('turns its sign when the two change places', () => {
    const there = differenceOf(mix(60, 25, 15), mix(3, 5, 2));
    const back = differenceOf(mix(3, 5, 2), mix(60, 25, 15));
    expect(there.difference).toBeCloseTo(-back.difference, 12);
    expect(there.interval.low).toBeCloseTo(-back.interval.high, 12);
    expect(there.pValue).toBe(back.pValue);
  });

  it('reaches the ends of its scale for the greatest changes there are, and no further', () => {
    const rise = differenceOf(mix(10, 0, 0), mix(0, 0, 10));
    const fall = differenceOf(mix(0, 0, 10), mix(10, 0, 0));
    expect([rise.difference, rise.interval.high]).toEqual([200, 200]);
    expect([fall.difference, fall.interval.low]).toEqual([-200, -200]);
  });
});

function mix(promoters: number, passives: number, detractors: number) {
  return sampleOf({ promoters, passives, detractors, responses: promoters + passives + detractors })!;
}

function variance(promoters: number, detractors: number, n: number): number {
  return ((promoters + detractors) / n - ((promoters - detractors) / n) ** 2) / n;
}
