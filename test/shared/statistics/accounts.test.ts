import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { npsRounded } from '../../../shared/nps.ts';
import { accountTotals, effectiveSize, weightedNps } from '../../../shared/statistics/accounts.ts';
import { confidenceInterval } from '../../../shared/statistics/interval.ts';
import { sampleOf } from '../../../shared/statistics/sample.ts';

const promoter = { sum: 17, people: 2 };
const passive = { sum: 13, people: 2 };
const detractor = { sum: 12, people: 2 };

describe('accounts', () => {
  it('count once each, by the mean of their people', () => {
    const totals = accountTotals([promoter, passive, detractor, { sum: 10, people: 1 }, { sum: 25, people: 3 }]);
    expect(totals).toEqual({ promoters: 2, passives: 2, detractors: 1, responses: 5 });
  });
});

describe('accounts by revenue', () => {
  it('count by their weight', () => {
    const { totals, sample } = weightedNps([
      { ...promoter, weight: 900 },
      { ...detractor, weight: 100 },
    ]);
    expect(totals).toEqual({ promoters: 900, passives: 0, detractors: 100, responses: 1000 });
    expect(npsRounded(totals)).toBe(80);
    expect(sample).toMatchObject({ nps: 80, size: 1_000_000 / 820_000, method: 'adjusted_wald_weighted' });
  });

  it('leave out and count those without a usable weight', () => {
    const useless = [undefined, null, 0, -5, NaN, Infinity, 1e300];
    const { totals, leftOut } = weightedNps([
      { ...promoter, weight: 1 },
      ...useless.map((weight) => (weight === undefined ? detractor : { ...detractor, weight })),
    ]);
    expect(leftOut).toBe(useless.length);
    expect(totals.responses).toBe(1);
  });

  it('have no score when none has a weight', () => {
    expect(weightedNps([promoter]).sample).toBeNull();
  });

  it('say what counting says when all weigh the same', () => {
    const account = fc.constantFrom(promoter, passive, detractor);
    fc.assert(
      fc.property(
        fc.array(account, { minLength: 1, maxLength: 50 }),
        fc.integer({ min: 1, max: 10_000 }),
        (all, weight) => {
          const weighted = weightedNps(all.map((one) => ({ ...one, weight }))).sample!;
          const counted = sampleOf(accountTotals(all))!;
          expect(weighted.nps).toBeCloseTo(counted.nps, 9);
          expect(confidenceInterval(weighted).low).toBeCloseTo(confidenceInterval(counted).low, 9);
        },
      ),
    );
  });
});

describe('the effective size', () => {
  it.each([
    { weights: [], size: 0 },
    { weights: [7], size: 1 },
    { weights: [2, 2, 2, 2], size: 4 },
    { weights: [3, 1], size: 1.6 },
  ])('of $weights is $size', ({ weights, size }) => {
    expect(effectiveSize(weights)).toBeCloseTo(size, 12);
  });

  it('lies between one and the number of weights', () => {
    const weights = fc.array(fc.double({ min: 1e-6, max: 1e15, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(weights, (given) => {
        expect(effectiveSize(given)).toBeGreaterThanOrEqual(1 - 1e-9);
        expect(effectiveSize(given)).toBeLessThanOrEqual(given.length + 1e-9);
      }),
    );
  });
});
