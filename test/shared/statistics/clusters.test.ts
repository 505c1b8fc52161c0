import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterRobustVariance, clusteredSample } from '../../../shared/statistics/clusters.ts';
import { confidenceInterval } from '../../../shared/statistics/interval.ts';
import { sampleOf } from '../../../shared/statistics/sample.ts';
import { clusteredVariance, totals } from '../oracle.ts';
import { clusterSums, type Cluster } from './answers.ts';

/** Answers, each with its owner. */
const owned = fc.array(fc.tuple(fc.constantFrom(1, 0, -1), fc.integer({ min: 0, max: 8 })), {
  minLength: 2,
  maxLength: 60,
});

describe('answers in clusters', () => {
  it('vary as the double sum over answers of one owner says', () => {
    fc.assert(
      fc.property(owned, (answers) => {
        const { signs, owners, clusters } = apart(answers);
        fc.pre(clusters.length > 1);
        const found = clusterRobustVariance(totals(signs), clusterSums(clusters));
        expect(found).toBeCloseTo(clusteredVariance(signs, owners), 7);
      }),
    );
  });

  it('are worth what they count when everybody answered once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(1, 0, -1), { minLength: 1, maxLength: 60 }), (signs) => {
        const singles = clusterSums(signs.map((s) => ({ s, m: 1 })));
        const found = clusteredSample(totals(signs), singles)!;
        expect(found.size).toBeCloseTo(signs.length, 9);
        expect(found.nps).toBe(sampleOf(totals(signs))!.nps);
      }),
    );
  });

  it('are worth their people when everybody repeats themselves', () => {
    const people = [1, 1, 1, 0, -1, 1, 0, -1, -1, 1, 1, 0];
    const clusters = people.map((sign) => ({ s: 4 * sign, m: 4 }));
    const signs = people.flatMap((sign) => [sign, sign, sign, sign]);
    const { size, method } = clusteredSample(totals(signs), clusterSums(clusters))!;
    expect(size).toBeGreaterThan(people.length * 0.9);
    expect(size).toBeLessThan(people.length * 1.05);
    expect(method).toBe('adjusted_wald_clustered');
  });

  it.each([
    { why: 'one person gave all answers', clusters: [{ s: 1, m: 4 }], signs: [1, 1, 0, -1], size: 1 },
    {
      why: 'all answers agree',
      clusters: [
        { s: 3, m: 3 },
        { s: 1, m: 1 },
      ],
      signs: [1, 1, 1, 1],
      size: 1.6,
    },
  ])('are taken for repetitions when $why', ({ clusters, signs, size }) => {
    expect(clusteredSample(totals(signs), clusterSums(clusters))!.size).toBeCloseTo(size, 12);
  });

  it('are never worth more than they count, and their interval holds their score', () => {
    fc.assert(
      fc.property(owned, (answers) => {
        const { signs, clusters } = apart(answers);
        const sample = clusteredSample(totals(signs), clusterSums(clusters))!;
        expect(sample.size).toBeGreaterThan(0);
        expect(sample.size).toBeLessThanOrEqual(signs.length);
        const { low, high } = confidenceInterval(sample);
        expect(low <= sample.nps && sample.nps <= high).toBe(true);
      }),
    );
  });

  it('are no sample when there are none', () => {
    expect(clusteredSample(totals([]), clusterSums([]))).toBeNull();
  });
});

function apart(answers: readonly (readonly [sign: number, owner: number])[]) {
  const byOwner = new Map<number, Cluster>();
  for (const [sign, owner] of answers) {
    const { s, m } = byOwner.get(owner) ?? { s: 0, m: 0 };
    byOwner.set(owner, { s: s + sign, m: m + 1 });
  }
  return {
    signs: answers.map(([sign]) => sign),
    owners: answers.map(([, owner]) => owner),
    clusters: [...byOwner.values()],
  };
}
