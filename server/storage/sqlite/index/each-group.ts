import type { GroupKey } from '../../storage.ts';
import { ONE_GROUP } from './row-groups.ts';
import type { Segments } from './segments.ts';
import type { Selection } from './selection.ts';

/** Adds the counts of segments up to those of each group of each range, and makes an answer of each that is there. */
export function eachGroup<Group>(
  { groups: rowGroups, groupCount, keyOf }: Selection,
  { ranges }: Segments,
  counts: Uint32Array,
  width: number,
  answer: (key: GroupKey, range: number, group: number, sums: Uint32Array) => Group,
): Group[] {
  const groups: Group[] = [];
  const isUngrouped = rowGroups === ONE_GROUP;
  const sums = new Uint32Array(width);
  ranges.forEach(({ first, end }, range) => {
    for (let group = 0; group < groupCount; group++) {
      sums.fill(0);
      for (let segment = first; segment < end; segment++) {
        const place = (segment * groupCount + group) * width;
        for (let i = 0; i < width; i++) sums[i]! += counts[place + i]!;
      }
      if (isUngrouped || sums.some((sum) => sum > 0)) groups.push(answer(keyOf(group), range, group, sums));
    }
  });
  return groups;
}
