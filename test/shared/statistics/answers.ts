import type { ClusterSums } from '../../../shared/statistics/clusters.ts';
import type { SharedPeople } from '../../../shared/statistics/shared-people.ts';

/** What one person, or account, gave: `m` answers that sum to `s`. */
export interface Cluster {
  s: number;
  m: number;
}

export function clusterSums(clusters: readonly Cluster[]): ClusterSums {
  return {
    clusters: clusters.length,
    ss: total(clusters, ({ s }) => s * s),
    sm: total(clusters, ({ s, m }) => s * m),
    mm: total(clusters, ({ m }) => m * m),
  };
}

export function sharedSums(people: readonly (Cluster & { s2: number; m2: number })[]): SharedPeople {
  return {
    mm: total(people, ({ m }) => m * m),
    sm: total(people, ({ s, m }) => s * m),
    m2m2: total(people, ({ m2 }) => m2 * m2),
    s2m2: total(people, ({ s2, m2 }) => s2 * m2),
    ss2: total(people, ({ s, s2 }) => s * s2),
    sm2: total(people, ({ s, m2 }) => s * m2),
    ms2: total(people, ({ m, s2 }) => m * s2),
    mm2: total(people, ({ m, m2 }) => m * m2),
  };
}

function total<T>(all: readonly T[], part: (one: T) => number): number {
  return all.reduce((sum, one) => sum + part(one), 0);
}
