import type { NpsTotals } from '../../../shared/nps.ts';
import { clusteredSample, type ClusterSums } from '../../../shared/statistics/clusters.ts';
import type { Sample } from '../../../shared/statistics/sample.ts';
import { sharedCovariance, type SharedPeople } from '../../../shared/statistics/shared-people.ts';

/** All answers but those of a group, and how far the two rise and fall together. */
export interface Rest {
  totals: NpsTotals;
  /** Somebody may stand in several groups, so it is always clustered. */
  sample: Sample | null;
  covariance: number;
}

/** What `all` holds besides the group. */
export function restOf(
  group: NpsTotals,
  all: NpsTotals,
  { shared, ...sums }: ClusterSums & { shared: SharedPeople },
): Rest {
  const totals = minus(all, group);
  return {
    totals,
    sample: clusteredSample(totals, sums),
    covariance: sharedCovariance(shared, group.responses, totals.responses),
  };
}

export const NOTHING: NpsTotals = { promoters: 0, passives: 0, detractors: 0, responses: 0 };

export function plus(a: NpsTotals, b: NpsTotals): NpsTotals {
  return {
    promoters: a.promoters + b.promoters,
    passives: a.passives + b.passives,
    detractors: a.detractors + b.detractors,
    responses: a.responses + b.responses,
  };
}

function minus(a: NpsTotals, b: NpsTotals): NpsTotals {
  return {
    promoters: a.promoters - b.promoters,
    passives: a.passives - b.passives,
    detractors: a.detractors - b.detractors,
    responses: a.responses - b.responses,
  };
}
