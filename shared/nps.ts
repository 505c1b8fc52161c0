import type { Category } from './contract/common.ts';

/** The two borders of the scale. They stand nowhere else: everything that sorts a score or a mean asks this file. */
const PASSIVE_FROM = 7;
const PROMOTER_FROM = 9;

/** How often each score was given: eleven integers, the index is the score. */
export type ScoreCounts = readonly number[];

/** Answers by category; `responses` is their sum. Weights may stand in place of counts. */
export interface NpsTotals {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
  readonly responses: number;
}

/** The number and its parts, under the names that NPS developers already know. Percentages have one decimal. */
export interface NpsFields {
  nps: number | null;
  nps_exact: number | null;
  promoter_count: number;
  promoter_percent: number | null;
  passive_count: number;
  passive_percent: number | null;
  detractor_count: number;
  detractor_percent: number | null;
  response_count: number;
}

export function categoryOf(score: number): Category {
  return categoryOfMean(score, 1);
}

/** The scores that make a category, both ends included. */
export function scoresOf(category: Category): { low: number; high: number } {
  if (category === 'promoter') return { low: PROMOTER_FROM, high: 10 };
  if (category === 'passive') return { low: PASSIVE_FROM, high: PROMOTER_FROM - 1 };
  return { low: 0, high: PASSIVE_FROM - 1 };
}

/**
 * The category of a mean of `n` scores, kept as their sum so that a half is decided exactly: the mean belongs where its
 * nearest score does, 8.5 and up to the promoters, below 6.5 to the detractors.
 */
export function categoryOfMean(sum: number, n: number): Category {
  if (2 * sum >= (2 * PROMOTER_FROM - 1) * n) return 'promoter';
  return 2 * sum >= (2 * PASSIVE_FROM - 1) * n ? 'passive' : 'detractor';
}

export function totalsOf(counts: ScoreCounts): NpsTotals {
  return totalsOfCategories(counts.map((count, score) => [categoryOf(score), count]));
}

/** Sums counts, or weights, by category. */
export function totalsOfCategories(amounts: readonly (readonly [Category, number])[]): NpsTotals {
  const totals = { promoters: 0, passives: 0, detractors: 0, responses: 0 };
  for (const [category, amount] of amounts) {
    totals[TOTAL_OF[category]] += amount;
    totals.responses += amount;
  }
  return totals;
}

/** Net Promoter Score, −100…100, unrounded; `null` when nobody answered: zero would claim a balance nobody expressed. */
export function npsExact({ promoters, detractors, responses }: NpsTotals): number | null {
  return responses === 0 ? null : (100 * (promoters - detractors)) / responses;
}

/** The published integer: rounded once, from the counts, half away from zero. */
export function npsRounded({ promoters, detractors, responses }: NpsTotals): number | null {
  return responses === 0 ? null : roundQuotient(100 * (promoters - detractors), responses);
}

export function npsFields(totals: NpsTotals): NpsFields {
  const { promoters, passives, detractors, responses } = totals;
  return {
    nps: npsRounded(totals),
    nps_exact: npsExact(totals),
    promoter_count: promoters,
    promoter_percent: percent(promoters, responses),
    passive_count: passives,
    passive_percent: percent(passives, responses),
    detractor_count: detractors,
    detractor_percent: percent(detractors, responses),
    response_count: responses,
  };
}

/** The mean of all scores, unrounded; `null` when nobody answered. */
export function averageScore(counts: ScoreCounts): number | null {
  let sum = 0;
  let responses = 0;
  counts.forEach((count, score) => {
    sum += score * count;
    responses += count;
  });
  return responses === 0 ? null : sum / responses;
}

/**
 * The integer nearest to `numerator / denominator`, half away from zero, never −0. The remainder decides, not the
 * quotient: a float division may land on a half that is none.
 */
export function roundQuotient(numerator: number, denominator: number): number {
  const size = Math.abs(numerator);
  const remainder = size % denominator;
  const rounded = Math.round((size - remainder) / denominator) + (2 * remainder >= denominator ? 1 : 0);
  return numerator < 0 ? 0 - rounded : rounded;
}

const TOTAL_OF = { promoter: 'promoters', passive: 'passives', detractor: 'detractors' } as const;

function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : roundQuotient(1000 * part, whole) / 10;
}
