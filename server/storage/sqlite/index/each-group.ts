import type { GroupKey } from '../../storage.ts';
import type { Segments } from './segments.ts';
import type { Selection } from './selection.ts';

/** Adds the counts of segments up to those of each group of each range, and makes an answer of each that is there. */
export function eachGroup<Group>(
  { keys }: Selection,
  { ranges }: Segments,
  counts: Uint32Array,
  width: number,
  answer: (key: GroupKey, range: number, group: number, sums: Uint32Array) => Group,
): Group[] {
  const groups: Group[] = [];
  const sums = new Uint32Array(width);
  ranges.forEach(({ first, end }, range) => {
    keys.forEach((key, group) => {
      if (!key) return;
      sums.fill(0);
      for (let segment = first; segment < end; segment++) {
        const place = (segment * keys.length + group) * width;
        for (let i = 0; i < width; i++) sums[i]! += counts[place + i]!;
      }
      if (key.length === 0 || sums.some((sum) => sum > 0)) groups.push(answer(key, range, group, sums));
    });
  });
  return groups;
}
