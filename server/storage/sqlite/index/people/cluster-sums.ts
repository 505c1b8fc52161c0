import type { ClusterSums } from '../../../../../shared/statistics/clusters.ts';
import { addShared, nobodyShared, type SharedPeople } from '../../../../../shared/statistics/shared-people.ts';
import { answersIn, sumIn } from './packed.ts';
import type { Slots } from './slots.ts';

/** Sums over all clusters: people, or companies. */
export function sumsOf({ values, packing, met, metCount }: Slots): ClusterSums {
  let ss = 0;
  let sm = 0;
  let mm = 0;
  for (let i = 0; i < metCount; i++) {
    const value = values[met[i]!]!;
    const m = answersIn(value, packing);
    const s = sumIn(value, packing);
    ss += s * s;
    sm += s * m;
    mm += m * m;
  }
  return { clusters: metCount, ss, sm, mm };
}

/** Sums over the clusters that have answers in both of two ranges. Those of nobody known have no id, and are in one. */
export function sharedSums(one: Slots, { values, packing }: Slots): SharedPeople {
  const sums = nobodyShared();
  for (let i = 0; i < one.metCount; i++) {
    const slot = one.met[i]!;
    if (slot >= one.size || values[slot] === 0) continue;
    const value = one.values[slot]!;
    const other = values[slot]!;
    addShared(sums, answersIn(value, packing), sumIn(value, packing), answersIn(other, packing), sumIn(other, packing));
  }
  return sums;
}
