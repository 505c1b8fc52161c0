import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { CONFIDENCES } from '../../../shared/statistics/confidence.ts';
import { adjust, confidenceInterval } from '../../../shared/statistics/interval.ts';
import { isLowSample, sampleOf } from '../../../shared/statistics/sample.ts';
import { mixes } from '../oracle.ts';

const mixOf = (promoters: number, passives: number, detractors: number) => ({
  promoters,
  passives,
  detractors,
  responses: promoters + passives + detractors,
});
const intervalOf = (promoters: number, passives: number, detractors: number) =>
  confidenceInterval(sampleOf(mixOf(promoters, passives, detractors))!);

describe('the interval', () => {
  it('equals the reference values', () => {
    const { low, high, ...rest } = intervalOf(32, 13, 6);
    expect(low).toBeCloseTo(29.294854705446983, 12);
    expect(high).toBeCloseTo(67.00144159084932, 12);
    expect(rest).toEqual({ confidence: 0.95, method: 'adjusted_wald' });
  });

  it('needs an answer: nobody makes no sample', () => {
    expect(sampleOf(mixOf(0, 0, 0))).toBeNull();
  });

  it('reaches the end of the scale when everybody agrees, and no further', () => {
    expect(intervalOf(10, 0, 0).high).toBe(100);
    expect(intervalOf(0, 0, 10).low).toBe(-100);
    expect(intervalOf(10, 0, 0).low).toBeLessThan(70);
  });

  it('mirrors when promoters and detractors change places, and grows with confidence', () => {
    const count = fc.integer({ min: 0, max: 5_000 });
    fc.assert(
      fc.property(count, count, count, (promoters, passives, detractors) => {
        fc.pre(promoters + passives + detractors > 0);
        const there = intervalOf(promoters, passives, detractors);
        const back = intervalOf(detractors, passives, promoters);
        expect(there.low + back.high).toBeCloseTo(0, 10);
        const sample = sampleOf(mixOf(promoters, passives, detractors))!;
        const [narrow, middle, wide] = CONFIDENCES.map((confidence) => confidenceInterval(sample, confidence));
        expect(wide!.low <= middle!.low && middle!.low <= narrow!.low).toBe(true);
        expect(wide!.high >= middle!.high && middle!.high >= narrow!.high).toBe(true);
      }),
    );
  });

  it('contains its NPS and stays on the scale for every mix of up to thirty answers', () => {
    for (let n = 1; n <= 30; n++) {
      for (const mix of mixes(n, 0.5, 0.3)) {
        const sample = sampleOf(mix)!;
        const { low, high } = confidenceInterval(sample, 0.9);
        expect(low >= -100 && low <= sample.nps && sample.nps <= high && high <= 100).toBe(true);
      }
    }
  });

  it('has a standard error even when all answers agree', () => {
    const { standardError, shrinkage } = adjust(sampleOf(mixOf(7, 0, 0))!);
    expect(standardError).toBeCloseTo(100 * Math.sqrt((8.5 / 10 - 0.7 ** 2) / 10), 12);
    expect(shrinkage).toBe(0.7);
  });
});

test.each([
  [0, true],
  [29, true],
  [30, false],
])('%i answers are a low sample: %s', (responses, low) => {
  expect(isLowSample(responses)).toBe(low);
});
