import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { confidenceInterval } from '../../../shared/statistics/interval.ts';
import { sampleOf } from '../../../shared/statistics/sample.ts';
import { mixes } from '../oracle.ts';

const ordinary = ['50/30/20', '33/34/33', '70/20/10'];
const sizes = [10, 20, 50];

describe('how often the 95 % interval holds the true NPS, over all outcomes', () => {
  it.each(ordinary.flatMap((mix) => sizes.map((n) => ({ mix, n }))))(
    'lies in 94–97 % for $mix, n = $n',
    ({ mix, n }) => {
      expect(coverage(mix, n)).toBeGreaterThan(94);
      expect(coverage(mix, n)).toBeLessThan(97);
    },
  );

  it.each([
    { mix: '90/8/2', covered: 93 },
    { mix: '50/0/50', covered: 89.1 },
  ])('is only $covered % for $mix, n = 10', ({ mix, covered }) => {
    expect(coverage(mix, 10)).toBeCloseTo(covered, 1);
  });

  it('is what the documentation says', () => {
    const rows = documentedRows();
    expect(rows.map(({ mix }) => mix)).toEqual([...ordinary, '90/8/2', '50/0/50']);
    for (const { mix, percents } of rows) {
      expect(percents).toEqual(sizes.map((n) => coverage(mix, n).toFixed(1)));
    }
  });
});

function coverage(mix: string, n: number): number {
  const [promoter, , detractor] = mix.split('/').map((percent) => Number(percent) / 100);
  const truth = 100 * (promoter! - detractor!);
  let covered = 0;
  for (const { probability, ...totals } of mixes(n, promoter!, detractor!)) {
    const { low, high } = confidenceInterval(sampleOf(totals)!);
    if (low <= truth && truth <= high) covered += 100 * probability;
  }
  return covered;
}

function documentedRows() {
  const page = readFileSync(new URL('../../../docs/statistics.md', import.meta.url), 'utf8');
  return [...page.matchAll(/^\| (\d+\/\d+\/\d+) \| (.*) \|$/gm)].map(([, mix, cells]) => ({
    mix: mix!,
    percents: cells!.split(' | '),
  }));
}
