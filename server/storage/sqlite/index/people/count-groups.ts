import { MARKS } from '../answer-word.ts';
import type { Chunk } from '../chunk.ts';
import { SEVERAL } from '../known-people.ts';
import { ACCOUNT, RESPONDENT, WORD } from '../row-columns.ts';
import type { Sizes } from './grouped-count.ts';
import type { Rows } from './matching-rows.ts';

/** Counts rows by mark and group; `groups` has the group of each place. With `homes`, those of people who answered for several accounts are left out. */
export function countGroups(
  marks: Uint32Array,
  { columns }: Chunk,
  { places, from, to }: Rows,
  groups: Uint32Array,
  sizes: Sizes,
  homes: Uint32Array | undefined,
): void {
  const words = columns[WORD]!;
  const accounts = columns[ACCOUNT]!;
  const respondents = columns[RESPONDENT]!;
  for (let i = from; i < to; i++) {
    const row = places[i]!;
    if (homes !== undefined && homes[respondents[row]!] === SEVERAL) continue;
    const split = groups[i]! * sizes.count + sizes.of[accounts[row]!]!;
    marks[split * MARKS + (words[row]! & (MARKS - 1))]! += 1;
  }
}
