import { LIMITS } from '../limits.ts';
import { npsExact, type NpsTotals } from '../nps.ts';

/**
 * What can be said about one number: its value, and how much evidence stands behind it. Promoters and detractors are
 * shares, 0…1; `size` is how many independent answers the sample is worth, fewer than were given when people repeat
 * themselves or some weigh more than others.
 */
export interface Sample {
  readonly nps: number;
  readonly promoters: number;
  readonly detractors: number;
  readonly size: number;
  readonly method: Method;
}

/** How `size` was found; published with every interval. */
export type Method = 'adjusted_wald' | 'adjusted_wald_clustered' | 'adjusted_wald_weighted';

/** Answers that are independent of each other: one of each person. `null` when nobody answered. */
export function sampleOf(totals: NpsTotals): Sample | null {
  return sampleWorth(totals.responses, totals, 'adjusted_wald');
}

export function sampleWorth(size: number, totals: NpsTotals, method: Method): Sample | null {
  const nps = npsExact(totals);
  if (nps === null) return null;
  const { promoters, detractors, responses } = totals;
  return { nps, promoters: promoters / responses, detractors: detractors / responses, size, method };
}

/** Too few answers for the score to mean much, whatever its margin says. */
export function isLowSample(responses: number): boolean {
  return responses < LIMITS.lowSample;
}
