import type { ClusterSums } from '../../../shared/statistics/clusters.ts';
import type { SharedPeople } from '../../../shared/statistics/shared-people.ts';
import { largest } from './account-rows.ts';

/**
 * Answers by whose they are, in columns of equal length. `id` tells the same cluster in another range; 0 is a cluster
 * that nothing else can belong to. `net` counts a promoter +1 and a detractor −1.
 */
export interface Clusters {
  id: ArrayLike<number>;
  answers: ArrayLike<number>;
  net: ArrayLike<number>;
}

export function sumsOfClusters({ id, answers, net }: Clusters): ClusterSums {
  let ss = 0;
  let sm = 0;
  let mm = 0;
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
  const sums = { mm: 0, sm: 0, m2m2: 0, s2m2: 0, ss2: 0, sm2: 0, ms2: 0, mm2: 0 };
  const rows = rowsById(one);
  for (let row2 = 0; row2 < other.id.length; row2++) {
    const row = rows[other.id[row2]!];
    if (row === undefined || row === 0) continue;
    const [m, s] = [one.answers[row - 1]!, one.net[row - 1]!];
    const [m2, s2] = [other.answers[row2]!, other.net[row2]!];
    sums.mm += m * m;
    sums.sm += s * m;
    sums.m2m2 += m2 * m2;
    sums.s2m2 += s2 * m2;
    sums.ss2 += s * s2;
    sums.sm2 += s * m2;
    sums.ms2 += m * s2;
    sums.mm2 += m * m2;
  }
  return sums;
}

/** Joins rows of one cluster into one. */
export function mergedClusters({ id, answers, net }: Clusters): Clusters {
  const placeOf = new Int32Array(largest(id) + 1);
  const merged = { id: [] as number[], answers: [] as number[], net: [] as number[] };
  for (let row = 0; row < id.length; row++) {
    let place = placeOf[id[row]!]!;
    if (place === 0 || id[row] === 0) {
      place = merged.id.push(id[row]!);
      merged.answers.push(0);
      merged.net.push(0);
      placeOf[id[row]!] = place;
    }
    merged.answers[place - 1]! += answers[row]!;
    merged.net[place - 1]! += net[row]!;
  }
  return merged;
}

/** The row of each id, plus one. */
function rowsById({ id }: Clusters): Int32Array {
  const rows = new Int32Array(largest(id) + 1);
  for (let row = 0; row < id.length; row++) rows[id[row]!] = row + 1;
  rows[0] = 0;
  return rows;
}
