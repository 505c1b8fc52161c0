import type { Category } from '../contract/common.ts';
import { categoryOfMean, totalsOfCategories, type NpsTotals } from '../nps.ts';
import { sampleWorth, type Sample } from './sample.ts';

/** An account in a range: the latest score of each of its people, summed. */
export interface AccountAnswers {
  readonly sum: number;
  readonly people: number;
}

export interface WeightedAccount extends AccountAnswers {
  /** Revenue, as the project's trait says it, in any one currency. */
  readonly weight?: number | null;
}

export interface WeightedNps {
  /** Sums of weights, not counts. */
  readonly totals: NpsTotals;
  readonly sample: Sample | null;
  /** Accounts without a usable weight. */
  readonly leftOut: number;
}

/** Beyond any revenue; sums of squares stay finite. */
const HEAVIEST = 1e15;

/** Companies by the category of their mean score. */
export function accountTotals(accounts: readonly AccountAnswers[]): NpsTotals {
  return totalsOfCategories(accounts.map(({ sum, people }) => [categoryOfMean(sum, people), 1]));
}

/** NPS in which every account counts by its weight; those with a missing, negative or zero weight are left out. */
export function weightedNps(accounts: readonly WeightedAccount[]): WeightedNps {
  const categories: [Category, number][] = [];
  const weights: number[] = [];
  for (const { sum, people, weight } of accounts) {
    if (!isUsable(weight)) continue;
    categories.push([categoryOfMean(sum, people), weight]);
    weights.push(weight);
  }
  const totals = totalsOfCategories(categories);
  return {
    totals,
    sample: sampleWorth(effectiveSize(weights), totals, 'adjusted_wald_weighted'),
    leftOut: accounts.length - weights.length,
  };
}

/**
 * How many equal answers a weighted sample is worth: (Σw)²/Σw², from 1, when one weight is all, to n, when all are equal.
 *
 * Source: L. Kish, Survey Sampling, 1965, section 11.7.
 */
export function effectiveSize(weights: readonly number[]): number {
  let sum = 0;
  let squares = 0;
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}

function isUsable(weight: number | null | undefined): weight is number {
  return typeof weight === 'number' && weight > 0 && weight <= HEAVIEST;
}
