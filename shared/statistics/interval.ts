import { Z, type Confidence } from './confidence.ts';
import type { Method, Sample } from './sample.ts';

export interface ConfidenceInterval {
  readonly confidence: Confidence;
  readonly low: number;
  readonly high: number;
  readonly method: Method;
}

/**
 * A sample with its pseudo-answers. Estimate and standard error are in points, the error never zero, not even when all
 * answers agree; `shrinkage` is how far the estimate stands on the way from zero to the raw NPS, 0…1.
 */
export interface Adjusted {
  readonly estimate: number;
  readonly standardError: number;
  readonly shrinkage: number;
}

/** Three answers that nobody gave, ¾ promoter, 1½ passive, ¾ detractor, keep small samples from looking certain. */
const PSEUDO_RESPONSES = 3;
const PSEUDO_PROMOTERS = 0.75;
const PSEUDO_DETRACTORS = 0.75;

/**
 * The margin of an NPS: with n′ = n + 3, P′ = (p + ¾)/n′ and D′ = (d + ¾)/n′,
 * 100·[(P′ − D′) ± z·√((P′ + D′ − (P′ − D′)²)/n′)], cut at ±100 and widened where it would miss the NPS itself.
 *
 * Source: B. Rocks, "Interval Estimation for the 'Net Promoter Score'", The American Statistician 70(4), 2016.
 */
export function confidenceInterval(sample: Sample, confidence: Confidence = 0.95): ConfidenceInterval {
  const { estimate, standardError } = adjust(sample);
  const reach = Z[confidence] * standardError;
  return {
    confidence,
    low: Math.min(sample.nps, Math.max(-100, estimate - reach)),
    high: Math.max(sample.nps, Math.min(100, estimate + reach)),
    method: sample.method,
  };
}

export function adjust({ promoters, detractors, size }: Sample): Adjusted {
  const n = size + PSEUDO_RESPONSES;
  const p = (promoters * size + PSEUDO_PROMOTERS) / n;
  const d = (detractors * size + PSEUDO_DETRACTORS) / n;
  const net = p - d;
  return { estimate: 100 * net, standardError: 100 * Math.sqrt((p + d - net * net) / n), shrinkage: size / n };
}
