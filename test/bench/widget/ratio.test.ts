import { describe, expect, test } from 'vitest';
import { ratioOfMedians, type Ratio } from './ratio.ts';

const ROUNDS = 14;
const RUNS = 300;
const TRUE_RATIO = 1.3;

describe('the ratio', () => {
  test('is one median over the other', () => {
    expect(ratioOfMedians([9, 3, 6], [2, 8, 4]).ratio).toBe(1.5);
  });

  test('takes the lower of two middle times', () => {
    expect(ratioOfMedians([1, 2, 30, 40], [4, 4, 4, 4]).ratio).toBe(0.5);
  });

  test('of times that are always in proportion is known for certain', () => {
    expect(ratioOfMedians([2, 4, 6, 8, 40], [1, 2, 3, 4, 20])).toEqual({ ratio: 2, low: 2, high: 2 });
  });

  test('does not depend on the unit, nor on when it is asked for', () => {
    const { ours, reference } = simulated(uniforms(7), 0.2);
    const once = ratioOfMedians(ours, reference);
    expect(ratioOfMedians(ours, reference)).toEqual(once);
    const inOtherUnits = ratioOfMedians(
      ours.map((time) => time * 4),
      reference.map((time) => time * 4),
    );
    expect(inOtherUnits).toEqual(once);
  });
});

describe('the interval', () => {
  test('holds the ratio', () => {
    const { ours, reference } = simulated(uniforms(3), 0.4);
    const { ratio, low, high } = ratioOfMedians(ours, reference);
    expect(low).toBeLessThan(ratio);
    expect(high).toBeGreaterThan(ratio);
  });

  test('is narrower after more rounds', () => {
    const random = uniforms(5);
    expect(widthOf(simulated(random, 0.2, 160))).toBeLessThan(widthOf(simulated(random, 0.2, 10)) / 2);
  });

  test('is spared what slowed both visits of a round', () => {
    const { ours, reference } = simulated(uniforms(9), 0.02);
    expect(widthOf({ ours, reference })).toBeLessThan(0.15);
    // Of other rounds, they are no pairs: the slow hours of the machine stay in.
    expect(widthOf({ ours, reference: [...reference.slice(5), ...reference.slice(0, 5)] })).toBeGreaterThan(0.3);
  });

  test('holds the truth in 95 of 100 runs, or nearly', () => {
    const coverage = coverageOf(({ low, high }) => [low, high]);
    expect(coverage).toBeGreaterThan(0.92);
    expect(coverage).toBeLessThan(0.98);
  });

  test('would be seen if it were half as wide', () => {
    expect(coverageOf(({ ratio, low, high }) => [(ratio + low) / 2, (ratio + high) / 2])).toBeLessThan(0.85);
  });
});

interface Times {
  ours: number[];
  reference: number[];
}

/** Visits of a machine that is up to three times as slow in some rounds; each visit strays by `noise`, as a share of its time. */
function simulated(random: () => number, noise: number, rounds = ROUNDS): Times {
  const ours: number[] = [];
  const reference: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const slower = 1 + 2 * random();
    ours.push(10 * TRUE_RATIO * slower * Math.exp(noise * normal(random)));
    reference.push(10 * slower * Math.exp(noise * normal(random)));
  }
  return { ours, reference };
}

/** The share of runs whose interval holds what was put in. */
function coverageOf(boundsOf: (ratio: Ratio) => [low: number, high: number]): number {
  const random = uniforms(1);
  let held = 0;
  for (let run = 0; run < RUNS; run++) {
    const { ours, reference } = simulated(random, 0.2);
    const [low, high] = boundsOf(ratioOfMedians(ours, reference));
    if (low <= TRUE_RATIO && TRUE_RATIO <= high) held++;
  }
  return held / RUNS;
}

function widthOf({ ours, reference }: Times): number {
  const { low, high } = ratioOfMedians(ours, reference);
  return high - low;
}

/** Box and Muller's. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Of [0, 1), the same for one seed: Lehmer's generator, another than the one under test. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
