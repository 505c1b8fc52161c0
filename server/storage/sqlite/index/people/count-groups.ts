import { MARKS } from '../answer-word.ts';
import type { Chunk } from '../chunk.ts';
import { SEVERAL } from '../known-people.ts';
import type { Sizes } from './grouped-count.ts';
import type { Rows } from './matching-rows.ts';
import type { Grouped } from './tally-groups.ts';

/** Counts rows by group and mark. With `homes`, those of people who answered for several accounts are left out. */
export function countGroups(
  marks: Uint32Array,
  { columns }: Chunk,
  { places, from, to }: Rows,
  { groupOf, base }: Grouped,
  sizes: Sizes,
  homes: Uint32Array | undefined,
): void {
  const words = columns[0]!;
  const contexts = columns[1]!;
  const accounts = columns[2]!;
  const respondents = columns[3]!;
  for (let i = from; i < to; i++) {
    const row = places[i]!;
    if (homes !== undefined && homes[respondents[row]!] === SEVERAL) continue;
    const group = base + (groupOf === undefined ? 0 : groupOf[contexts[row]!]!);
    const split = group * sizes.count + sizes.of[accounts[row]!]!;
    marks[split * MARKS + (words[row]! & (MARKS - 1))]! += 1;
  }
}
