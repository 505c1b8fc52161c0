import { addCluster, noClusters, type GrowingClusters } from '../../../../../shared/statistics/clusters.ts';
import { addShared, nobodyShared, type GrowingShared } from '../../../../../shared/statistics/shared-people.ts';
import { answersIn, sumIn, type Packing } from './packed.ts';
import type { Slots } from './slots.ts';

/** Sums over the clusters of a group, and over those of all other groups. */
export interface GroupSums {
  own: GrowingClusters;
  rest: GrowingClusters;
  /** Over those who have answers in both. */
  shared: GrowingShared;
}

/** The sums of each of so many groups. The rest of a group is everybody but what they said in it. */
export function groupSums({ values, packing, met, metCount, groups, nexts }: Slots, count: number): GroupSums[] {
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
    add(all, total, 1, packing);
    for (let slot = owner; slot !== 0; slot = nexts[slot]!) {
      const value = values[slot]!;
      const { own, rest, shared } = sums[groups[slot]!]!;
      add(own, value, 1, packing);
      add(rest, total, -1, packing);
      if (value === total) continue;
      const others = total - value;
      add(rest, others, 1, packing);
      addShared(
        shared,
        answersIn(value, packing),
        sumIn(value, packing),
        answersIn(others, packing),
        sumIn(others, packing),
      );
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

function add(sums: GrowingClusters, value: number, sign: 1 | -1, packing: Packing): void {
  addCluster(sums, answersIn(value, packing), sumIn(value, packing), sign);
}
