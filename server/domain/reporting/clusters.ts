import type { ClusterSums } from '../../../shared/statistics/clusters.ts';
import type { SharedPeople } from '../../../shared/statistics/shared-people.ts';
import { largest } from './account-rows.ts';

/**
 * Answers by whose they are, in columns of equal length. `id` tells the same cluster in another range; 0 is a cluster
 * that nothing else can belong to. `net` counts a promoter +1 and a detractor −1.
 */
export interface Clusters {
  id: Uint32Array;
  answers: Uint32Array;
  net: Int32Array;
}

/** `ClusterSums` and `SharedPeople` while they grow. */
export type Growing<Sums> = { -readonly [Key in keyof Sums]: number };

export function sumsOfClusters({ id, answers, net }: Clusters): ClusterSums {
  let [ss, sm, mm] = [0, 0, 0];
  for (let row = 0; row < id.length; row++) {
    const m = answers[row]!;
    const s = net[row]!;
    ss += s * s;
    sm += s * m;
    mm += m * m;
  }
  return { clusters: id.length, ss, sm, mm };
}

/** Sums over the clusters that have answers on both sides. */
export function sharedClusters(one: Clusters, other: Clusters): SharedPeople {
  const sums = nobodyShared();
  const rows = rowsById(one);
  for (let row2 = 0; row2 < other.id.length; row2++) {
    const row = (rows[other.id[row2]!] ?? 0) - 1;
    if (row >= 0) addShared(sums, one.answers[row]!, one.net[row]!, other.answers[row2]!, other.net[row2]!);
  }
  return sums;
}

export function noClusters(): Growing<ClusterSums> {
  return { clusters: 0, ss: 0, sm: 0, mm: 0 };
}

export function addCluster(sums: Growing<ClusterSums>, m: number, s: number, sign: 1 | -1 = 1): void {
  sums.clusters += sign;
  sums.ss += sign * s * s;
  sums.sm += sign * s * m;
  sums.mm += sign * m * m;
}

export function nobodyShared(): Growing<SharedPeople> {
  return { mm: 0, sm: 0, m2m2: 0, s2m2: 0, ss2: 0, sm2: 0, ms2: 0, mm2: 0 };
}

/** One cluster with `m` answers that sum to `s` on one side, `m2` and `s2` on the other. */
export function addShared(sums: Growing<SharedPeople>, m: number, s: number, m2: number, s2: number): void {
  sums.mm += m * m;
  sums.sm += s * m;
  sums.m2m2 += m2 * m2;
  sums.s2m2 += s2 * m2;
  sums.ss2 += s * s2;
  sums.sm2 += s * m2;
  sums.ms2 += m * s2;
  sums.mm2 += m * m2;
}

/** Joins rows of one cluster into one. */
export function mergedClusters({ id, answers, net }: Clusters): Clusters {
  const placeOf = new Int32Array(largest(id) + 1);
  const merged = {
    id: new Uint32Array(id.length),
    answers: new Uint32Array(id.length),
    net: new Int32Array(id.length),
  };
  let size = 0;
  for (let row = 0; row < id.length; row++) {
    const cluster = id[row]!;
    let place = cluster === 0 ? 0 : placeOf[cluster]!;
    if (place === 0) {
      merged.id[size] = cluster;
      size += 1;
      place = size;
      placeOf[cluster] = place;
    }
    merged.answers[place - 1]! += answers[row]!;
    merged.net[place - 1]! += net[row]!;
  }
  return {
    id: merged.id.subarray(0, size),
    answers: merged.answers.subarray(0, size),
    net: merged.net.subarray(0, size),
  };
}

/** The row of each id, plus one. */
function rowsById({ id }: Clusters): Int32Array {
  const rows = new Int32Array(largest(id) + 1);
  for (let row = 0; row < id.length; row++) rows[id[row]!] = row + 1;
  rows[0] = 0;
  return rows;
}
