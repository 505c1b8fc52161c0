import { percentile } from '../measure.ts';

/** One median over another, and the interval that holds it in 95 of 100 cases. */
export interface Ratio {
  ratio: number;
  low: number;
  high: number;
}

const DRAWS = 2_000;

/** Of visits made in turn, the first of one with the first of the other: pairs are drawn again and again (percentile bootstrap). */
export function ratioOfMedians(ours: number[], reference: number[]): Ratio {
  const pairs = ours.map((time, i) => [time, reference[i]!] as const);
  const ratioIn = (drawn: typeof pairs) =>
    percentile(
      drawn.map(([time]) => time),
      0.5,
    ) /
    percentile(
      drawn.map(([, time]) => time),
      0.5,
    );
  const random = evenlySpread();
  const draws = Array.from({ length: DRAWS }, () =>
    ratioIn(pairs.map(() => pairs[Math.floor(random() * pairs.length)]!)),
  );
  return { ratio: ratioIn(pairs), low: percentile(draws, 0.025), high: percentile(draws, 0.975) };
}

/** The same numbers each time (mulberry32): one run has one interval. */
function evenlySpread(): () => number {
  let state = 11;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
