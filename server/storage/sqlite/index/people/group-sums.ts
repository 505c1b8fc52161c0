import { addCluster, noClusters, type GrowingClusters } from '../../../../../shared/statistics/clusters.ts';
import { addShared, nobodyShared, type GrowingShared } from '../../../../../shared/statistics/shared-people.ts';
import { answersIn, sumIn } from './packed.ts';
import type { Slots } from './slots.ts';

/** Sums over the clusters of a group, and over those of all other groups. */
export interface GroupSums {
  own: GrowingClusters;
  rest: GrowingClusters;
  /** Over those who have answers in both. */
  shared: GrowingShared;
}

/** The sums of each of so many groups. The rest of a group is everybody but what they said in it. */
export function groupSums({ values, met, metCount, groups, nexts }: Slots, count: number): GroupSums[] {
  const sums = Array.from({ length: count }, (): GroupSums => ({
    own: noClusters(),
    rest: noClusters(),
    shared: nobodyShared(),
  }));
  const all = noClusters();
  for (let i = 0; i < metCount; i++) {
    const owner = met[i]!;
    let total = 0;
    for (let slot = owner; slot !== 0; slot = nexts[slot]!) total += values[slot]!;
    add(all, total, 1);
    for (let slot = owner; slot !== 0; slot = nexts[slot]!) {
      const value = values[slot]!;
      const { own, rest, shared } = sums[groups[slot]!]!;
      add(own, value, 1);
      add(rest, total, -1);
      if (value === total) continue;
      add(rest, total - value, 1);
      addShared(shared, answersIn(value), sumIn(value), answersIn(total - value), sumIn(total - value));
    }
  }
  for (const { rest } of sums) {
    rest.clusters += all.clusters;
    rest.ss += all.ss;
    rest.sm += all.sm;
    rest.mm += all.mm;
  }
  return sums;
}

function add(sums: GrowingClusters, value: number, sign: 1 | -1): void {
  addCluster(sums, answersIn(value), sumIn(value), sign);
}
