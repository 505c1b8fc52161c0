import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  averageScore,
  categoryOf,
  categoryOfMean,
  npsExact,
  npsFields,
  npsRounded,
  totalsOf,
} from '../../shared/nps.ts';
import * as oracle from './oracle.ts';

const scores = fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: 300 });
const countsOf = (given: readonly number[]) =>
  Array.from({ length: 11 }, (_, score) => given.filter((one) => one === score).length);
const mixOf = (promoters: number, passives: number, detractors: number) => ({
  promoters,
  passives,
  detractors,
  responses: promoters + passives + detractors,
});

test.each([
  [0, 'detractor'],
  [1, 'detractor'],
  [2, 'detractor'],
  [3, 'detractor'],
  [4, 'detractor'],
  [5, 'detractor'],
  [6, 'detractor'],
  [7, 'passive'],
  [8, 'passive'],
  [9, 'promoter'],
  [10, 'promoter'],
])('a score of %i makes a %s', (score, category) => {
  expect(categoryOf(score)).toBe(category);
});

test.each([
  { scores: [8, 9], category: 'promoter' },
  { scores: [8, 8, 9], category: 'passive' },
  { scores: [6, 7], category: 'passive' },
  { scores: [6, 6, 7], category: 'detractor' },
])('an account with the scores $scores is a $category', ({ scores: given, category }) => {
  const sum = given.reduce((total, score) => total + score, 0);
  expect(categoryOfMean(sum, given.length)).toBe(category);
});

describe('the number', () => {
  it('is null when nobody answered', () => {
    const nobody = Array.from({ length: 11 }, () => 0);
    expect(npsFields(totalsOf(nobody))).toEqual({
      nps: null,
      nps_exact: null,
      promoter_count: 0,
      promoter_percent: null,
      passive_count: 0,
      passive_percent: null,
      detractor_count: 0,
      detractor_percent: null,
      response_count: 0,
    });
    expect(averageScore(nobody)).toBeNull();
  });

  it('comes with the names NPS developers know', () => {
    expect(npsFields(totalsOf([1, 0, 0, 2, 0, 0, 3, 5, 8, 20, 12]))).toEqual({
      nps: 51,
      nps_exact: 50.98039215686274,
      promoter_count: 32,
      promoter_percent: 62.7,
      passive_count: 13,
      passive_percent: 25.5,
      detractor_count: 6,
      detractor_percent: 11.8,
      response_count: 51,
    });
  });

  it.each([
    { mix: mixOf(1, 199, 0), nps: 1, why: '0.5 goes away from zero' },
    { mix: mixOf(0, 199, 1), nps: -1, why: '−0.5 goes away from zero' },
    { mix: mixOf(3, 197, 0), nps: 2, why: '1.5 goes away from zero' },
    { mix: mixOf(0, 300, 1), nps: 0, why: '−0.33 is 0, not −0' },
    { mix: mixOf(1, 0, 1), nps: 0, why: 'a balance is 0' },
    { mix: mixOf(0, 0, 7), nps: -100, why: 'the floor' },
  ])('is $nps: $why', ({ mix, nps }) => {
    expect(npsRounded(mix)).toBe(nps);
  });

  it('is not the difference of two rounded percentages', () => {
    const { nps, promoter_percent, detractor_percent } = npsFields(mixOf(156, 65, 29));
    expect([promoter_percent, detractor_percent]).toEqual([62.4, 11.6]); // 62 − 12 would make 50
    expect(nps).toBe(51);
  });

  it('agrees with whole-number arithmetic for every mix of up to sixty answers', () => {
    for (let n = 1; n <= 60; n++) {
      for (let balance = -n; balance <= n; balance++) {
        const mix = mixOf(Math.max(balance, 0), n - Math.abs(balance), Math.max(-balance, 0));
        expect(npsRounded(mix)).toBe(oracle.roundFraction(100n * BigInt(balance), BigInt(n)));
      }
    }
  });

  it('agrees with whole-number arithmetic for counts of any size', () => {
    const count = fc.integer({ min: 0, max: 2 ** 40 });
    fc.assert(
      fc.property(count, count, fc.integer({ min: 1, max: 2 ** 40 }), (promoters, passives, detractors) => {
        const mix = mixOf(promoters, passives, detractors);
        const n = BigInt(mix.responses);
        const fields = npsFields(mix);
        expect(fields.nps).toBe(oracle.roundFraction(100n * BigInt(promoters - detractors), n));
        expect(fields.passive_percent).toBe(oracle.roundFraction(1000n * BigInt(passives), n) / 10);
      }),
    );
  });

  it('agrees with a count of the answers themselves', () => {
    fc.assert(
      fc.property(scores, (given) => {
        const counts = countsOf(given);
        const totals = oracle.totals(given.map(oracle.sign));
        expect(totalsOf(counts)).toEqual(totals);
        if (given.length === 0) return;
        expect(npsExact(totals)).toBeCloseTo(100 * oracle.mean(given.map(oracle.sign)), 10);
        expect(averageScore(counts)).toBeCloseTo(oracle.mean(given), 12);
      }),
    );
  });

  it('turns its sign when promoters and detractors change places', () => {
    const count = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(count, count, count, (promoters, passives, detractors) => {
        fc.pre(promoters + passives + detractors > 0);
        const there = npsRounded(mixOf(promoters, passives, detractors))!;
        const back = npsRounded(mixOf(detractors, passives, promoters))!;
        expect(there + back).toBe(0);
        expect(Object.is(there, -0)).toBe(false);
      }),
    );
  });
});
