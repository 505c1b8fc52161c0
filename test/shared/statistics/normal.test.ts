import { expect, it, test } from 'vitest';
import { CONFIDENCES, Z } from '../../../shared/statistics/confidence.ts';
import { twoSidedP, upperTail } from '../../../shared/statistics/normal.ts';

test.each([
  [0, 0.5],
  [0.5, 0.308537538725987],
  [1, 0.158655253931457],
  [2, 0.0227501319481792],
  [3, 1.349898031630094e-3],
  [4, 3.167124183311992e-5],
  [5, 2.866515718791939e-7],
  [6, 9.865876450376981e-10],
  [8, 6.220960574271784e-16],
  [10, 7.61985302416053e-24],
])('the tail beyond %d is the published one', (z, tail) => {
  expect(Math.abs(upperTail(z) / tail - 1)).toBeLessThan(1e-12);
});

it('agrees with a numerical integral of the bell curve', () => {
  for (let z = 0; z <= 6; z += 0.01) expect(Math.abs(upperTail(z) - integral(z))).toBeLessThan(1e-12);
});

test.each(CONFIDENCES)('the quantile for %d leaves out as much as it says', (confidence) => {
  expect(twoSidedP(Z[confidence])).toBeCloseTo(1 - confidence, 14);
  expect(twoSidedP(-Z[confidence])).toBeCloseTo(1 - confidence, 14);
});

it('finds nothing beyond what a double can hold', () => {
  expect(upperTail(50)).toBe(0);
  expect(upperTail(Infinity)).toBe(0);
});

/** Simpson's rule from z to 12. */
function integral(z: number): number {
  const steps = 4_000;
  const width = (12 - z) / steps;
  let sum = bell(z) + bell(12);
  for (let i = 1; i < steps; i++) sum += bell(z + i * width) * (i % 2 === 1 ? 4 : 2);
  return (sum * width) / 3;
}

function bell(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}
