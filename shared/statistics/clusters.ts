import type { NpsTotals } from '../nps.ts';
import { sampleWorth, type Sample } from './sample.ts';

/**
 * What the answers add up to over clusters: people who answered more than once, or accounts. A cluster has `m` answers,
 * and they sum to `s` when a promoter counts +1 and a detractor −1. All integers, so that SQL can sum them.
 */
export interface ClusterSums {
  readonly clusters: number;
  /** Σ s², Σ s·m and Σ m². */
  readonly ss: number;
  readonly sm: number;
  readonly mm: number;
}

/**
 * A sample whose answers come in clusters, worth fewer independent ones: its size is n divided by the design effect, the
 * cluster-robust variance over that of independent answers, and never more than n.
 *
 * Source: E. L. Korn and B. I. Graubard, Survey Methodology 24(2), 1998, for intervals from an effective size.
 */
export function clusteredSample(totals: NpsTotals, sums: ClusterSums): Sample | null {
  return sampleWorth(totals.responses / designEffect(totals, sums), totals, 'adjusted_wald_clustered');
}

/**
 * Variance of the NPS, in points², when answers of one cluster resemble each other:
 * 100²·G/(G − 1)·Σ(s − m·x̄)²/n², with G clusters and x̄ = (p − d)/n. It needs two clusters at least.
 *
 * Source: A. C. Cameron and D. L. Miller, "A Practitioner's Guide to Cluster-Robust Inference", Journal of Human
 * Resources 50(2), 2015, section II.
 */
export function clusterRobustVariance(totals: NpsTotals, { clusters, ss, sm, mm }: ClusterSums): number {
  const mean = meanAnswer(totals);
  const squaredResiduals = ss - 2 * mean * sm + mean * mean * mm;
  return ((100 / totals.responses) ** 2 * squaredResiduals * clusters) / (clusters - 1);
}

function designEffect(totals: NpsTotals, sums: ClusterSums): number {
  const independent = independentVariance(totals);
  // One cluster, or no two answers that differ, says nothing about likeness: assume that everyone only repeats themselves.
  if (sums.clusters < 2 || independent === 0) return sums.mm / totals.responses;
  return Math.max(1, clusterRobustVariance(totals, sums) / independent);
}

/** What `clusterRobustVariance` is when every cluster holds one answer. */
function independentVariance(totals: NpsTotals): number {
  const { promoters, detractors, responses } = totals;
  const mean = meanAnswer(totals);
  return (100 ** 2 * ((promoters + detractors) / responses - mean * mean)) / (responses - 1);
}

function meanAnswer({ promoters, detractors, responses }: NpsTotals): number {
  return (promoters - detractors) / responses;
}

/** `ClusterSums` while they grow. */
export type GrowingClusters = { -readonly [Key in keyof ClusterSums]: number };

export function noClusters(): GrowingClusters {
  return { clusters: 0, ss: 0, sm: 0, mm: 0 };
}

/** So many clusters come, or go, that have `m` answers each, which sum to `s`. */
export function addCluster(sums: GrowingClusters, m: number, s: number, count = 1): void {
  sums.clusters += count;
  sums.ss += count * s * s;
  sums.sm += count * s * m;
  sums.mm += count * m * m;
}
