import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusteredSample } from '../../../shared/statistics/clusters.ts';
import { differenceOf } from '../../../shared/statistics/difference.ts';
import { sampleOf } from '../../../shared/statistics/sample.ts';
import { sharedCovariance } from '../../../shared/statistics/shared-people.ts';
import { mean, totals } from '../oracle.ts';
import { clusterSums, sharedSums, type Cluster } from './answers.ts';

const sign = fc.constantFrom(1, 0, -1);
const pairs = fc.array(fc.tuple(sign, sign), { minLength: 1, maxLength: 40 });
const others = fc.array(sign, { maxLength: 40 });

describe('people who answered in both ranges', () => {
  it('lend n₁₂·c₁₂/(n₁·n₂) to the covariance when they answered once in each', () => {
    fc.assert(
      fc.property(pairs, others, others, (both, onlyFirst, onlySecond) => {
        const [n, n2] = [both.length + onlyFirst.length, both.length + onlySecond.length];
        const found = sharedCovariance(singles(both), n, n2);
        expect(found).toBeCloseTo((10_000 * both.length * covariance(both)) / (n * n2), 7);
      }),
    );
  });

  it('take 2·n₁₂·c₁₂/(n₁′·n₂′) from the variance of the difference', () => {
    const both = [...times(20, 1, 1), ...times(10, 0, 1), ...times(8, -1, 0), ...times(12, -1, -1)];
    const first = [...both.map(([x]) => x), 1, 1, 1, -1];
    const second = [...both.map(([, y]) => y), 0, 0, 1];
    const together = differenceOf(sampleOf(totals(second))!, sampleOf(totals(first))!, {
      covariance: sharedCovariance(singles(both), first.length, second.length),
    });
    const error = (together.interval.high - together.interval.low) / (2 * 1.959963984540054);
    const expected =
      adjustedVariance(first) +
      adjustedVariance(second) -
      (2 * both.length * covariance(both)) / ((first.length + 3) * (second.length + 3));
    expect(error ** 2).toBeCloseTo(10_000 * expected, 8);
  });

  it('make a comparison surer: the same hundred people twice, of whom twenty moved', () => {
    const both = [
      ...times(40, 1, 1),
      ...times(20, 0, 0),
      ...times(20, -1, -1),
      ...times(10, 0, 1),
      ...times(10, 0, -1),
    ];
    const [first, second] = [0, 1].map((place) => sampleOf(totals(both.map((pair) => pair[place]!)))!);
    const apart = differenceOf(second!, first!).interval;
    const together = differenceOf(second!, first!, { covariance: sharedCovariance(singles(both), 100, 100) }).interval;
    expect(apart.high - apart.low).toBeGreaterThan(42);
    expect(together.high - together.low).toBeLessThan(22);
  });

  it('lend nothing when there are none', () => {
    expect(sharedCovariance(singles([]), 10, 10)).toBe(0);
  });

  it('leave a variance above zero, however often and however alike they answered', () => {
    const person = fc.integer({ min: 1, max: 9 }).chain((m) =>
      fc.integer({ min: 1, max: 9 }).chain((m2) =>
        fc.record({
          m: fc.constant(m),
          s: fc.integer({ min: -m, max: m }),
          m2: fc.constant(m2),
          s2: fc.integer({ min: -m2, max: m2 }),
        }),
      ),
    );
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 30 }), fc.boolean(), (drawn, alike) => {
        const people = alike ? drawn.map(({ m, s }) => ({ m, s, m2: m, s2: s })) : drawn;
        const current = clustered(people);
        const previous = clustered(people.map(({ s2, m2 }) => ({ s: s2, m: m2 })));
        const shared = sharedCovariance(sharedSums(people), current.answers, previous.answers);
        const { z, pValue } = differenceOf(current.sample, previous.sample, { covariance: shared });
        expect(Number.isFinite(z)).toBe(true);
        expect(pValue >= 0 && pValue <= 1).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

type Pair = readonly [first: number, second: number];

function times(count: number, first: number, second: number): Pair[] {
  return Array.from({ length: count }, () => [first, second]);
}

function singles(both: readonly Pair[]) {
  return sharedSums(both.map(([s, s2]) => ({ s, m: 1, s2, m2: 1 })));
}

function covariance(both: readonly Pair[]): number {
  const [centre, centre2] = [mean(both.map(([x]) => x)), mean(both.map(([, y]) => y))];
  return mean(both.map(([x, y]) => (x - centre) * (y - centre2)));
}

function adjustedVariance(signs: readonly number[]): number {
  const n = signs.length + 3;
  const { promoters, detractors } = totals(signs);
  return ((promoters + detractors + 1.5) / n - ((promoters - detractors) / n) ** 2) / n;
}

/** As many +1 or −1 as the sums say, the rest passive. */
function clustered(clusters: readonly Cluster[]) {
  const signs = clusters.flatMap(({ s, m }) =>
    Array.from({ length: m }, (_, i) => (i < Math.abs(s) ? Math.sign(s) : 0)),
  );
  return { sample: clusteredSample(totals(signs), clusterSums(clusters))!, answers: signs.length };
}
