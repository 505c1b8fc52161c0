import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { benjaminiHochberg } from '../../../shared/statistics/benjamini-hochberg.ts';

it.each([
  { pValues: [], adjusted: [] },
  { pValues: [0.03], adjusted: [0.03] },
  { pValues: [0.01, 0.04, 0.03, 0.005], adjusted: [0.02, 0.04, 0.04, 0.02] },
  { pValues: [0.9, 0.9, 0.001], adjusted: [0.9, 0.9, 0.003] },
  { pValues: [1, 1], adjusted: [1, 1] },
])('adjusts $pValues to $adjusted', ({ pValues, adjusted }) => {
  const found = benjaminiHochberg(pValues);
  expect(found).toHaveLength(adjusted.length);
  found.forEach((p, place) => expect(p).toBeCloseTo(adjusted[place]!, 12));
});

it('finds exactly what the step-up procedure finds', () => {
  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 });
  fc.assert(
    fc.property(pValues, fc.constantFrom(0.01, 0.05, 0.2), (given, rate) => {
      const sorted = given.toSorted((a, b) => a - b);
      const last = sorted.findLastIndex((p, i) => (p * sorted.length) / (i + 1) <= rate);
      const border = last < 0 ? -1 : sorted[last]!;
      expect(benjaminiHochberg(given).map((p) => p <= rate)).toEqual(given.map((p) => p <= border));
    }),
  );
});
