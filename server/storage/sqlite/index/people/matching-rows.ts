import { CAPACITY, type Chunk, type Column } from '../chunk.ts';
import type { Members } from '../members.ts';
import { RESPONDENT, SETTING, TRAIT_SET } from '../row-columns.ts';

/** Which rows of a chunk match: places `from` to before `to` of a list. */
export interface Rows {
  places: Uint32Array;
  from: number;
  to: number;
}

const ALL = Uint32Array.from({ length: CAPACITY }, (_, place) => place);
/** Filled anew for each run: whoever goes through rows is done with them before the next. */
const MATCHING = new Uint32Array(CAPACITY);

/** Whether the places are the rows themselves. */
export function areAll({ places }: Rows): boolean {
  return places === ALL;
}

/** Whether there is no condition: then counters by day can answer. */
export function isEverything({ settings, traitSets }: Members): boolean {
  return settings === undefined && traitSets === undefined;
}

/** The rows of a run that match. Every row is written down and most are overwritten: a branch that is taken at random costs more. */
export function matchingRows({ settings, traitSets }: Members, { columns }: Chunk, start: number, end: number): Rows {
  let rows: Rows = { places: ALL, from: start, to: end };
  if (settings !== undefined) rows = rowsAmong(rows, settings, columns[SETTING]!);
  if (traitSets !== undefined) rows = rowsAmong(rows, traitSets, columns[TRAIT_SET]!);
  return rows;
}

/** How many rows of a run match. */
export function countMatching(members: Members, chunk: Chunk, start: number, end: number): number {
  const { settings, traitSets } = members;
  if (traitSets !== undefined || settings === undefined) {
    const { from, to } = matchingRows(members, chunk, start, end);
    return to - from;
  }
  const ofRows = chunk.columns[SETTING]!;
  let count = 0;
  for (let row = start; row < end; row++) count += settings[ofRows[row]!]!;
  return count;
}

/** A place is read before the next is written, so that a list may be narrowed down where it stands. */
function rowsAmong({ places, from, to }: Rows, members: Uint8Array, values: Column): Rows {
  let count = 0;
  for (let i = from; i < to; i++) {
    const row = places[i]!;
    MATCHING[count] = row;
    count += members[values[row]!]!;
  }
  return { places: MATCHING, from: 0, to: count };
}

/** Whether somebody whom nobody knows may be among the rows. */
export function hasUnknown(chunk: Chunk, { places, from, to }: Rows): boolean {
  if (from === to || !chunk.hasZero(RESPONDENT)) return false;
  return chunk.columns[RESPONDENT]!.subarray(places[from], places[to - 1]! + 1).includes(0);
}
