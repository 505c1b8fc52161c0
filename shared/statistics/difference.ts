import { Z, type Confidence } from './confidence.ts';
import { adjust, type ConfidenceInterval } from './interval.ts';
import { twoSidedP } from './normal.ts';
import type { Sample } from './sample.ts';

export interface NpsDifference {
  /** Current minus previous, in points, as everybody can subtract it from the two numbers shown. */
  readonly difference: number;
  readonly interval: ConfidenceInterval;
  readonly z: number;
  readonly pValue: number;
  /** The interval leaves out zero. */
  readonly significant: boolean;
}

/**
 * Whether two NPS differ by more than chance. With Δ and σ₁, σ₂ from the adjusted estimates of `confidenceInterval`,
 * σ² = σ₁² + σ₂² − 2·cov, z = Δ/σ and the interval is Δ ± z_c·σ, cut at ±200. `covariance`, in points², is that of the
 * raw numbers; the adjustment shrinks it with them.
 *
 * The interval is widened where it would miss the raw difference. A raw and an adjusted difference of opposite signs (+70
 * of ten answers against +60 of a thousand) thus have zero between them, and such a change is never significant.
 */
export function differenceOf(
  current: Sample,
  previous: Sample,
  { confidence = 0.95, covariance = 0 }: { confidence?: Confidence; covariance?: number } = {},
): NpsDifference {
  const now = adjust(current);
  const then = adjust(previous);
  const difference = current.nps - previous.nps;
  const estimate = now.estimate - then.estimate;
  const together = 2 * covariance * now.shrinkage * then.shrinkage;
  const standardError = Math.sqrt(now.standardError ** 2 + then.standardError ** 2 - together);
  const reach = Z[confidence] * standardError;
  const low = Math.min(difference, Math.max(-200, estimate - reach));
  const high = Math.max(difference, Math.min(200, estimate + reach));
  const z = estimate / standardError;
  return {
    difference,
    interval: { confidence, low, high, method: current.method },
    z,
    pValue: twoSidedP(z),
    significant: low > 0 || high < 0,
  };
}
