import { CAPACITY, type Chunk } from '../chunk.ts';

/** Which rows of a chunk match: places `from` to before `to` of a list. */
export interface Rows {
  places: Uint32Array;
  from: number;
  to: number;
}

/** Which rows count: 1 for each context that does (absent when all do), and the one account that does (absent when all do). */
export interface Wanted {
  isIn: Uint8Array | undefined;
  account: number | undefined;
}

const ALL = Uint32Array.from({ length: CAPACITY }, (_, place) => place);
/** Filled anew for each run: whoever goes through rows is done with them before the next. */
const MATCHING = new Uint32Array(CAPACITY);

/** Whether the places are the rows themselves. */
export function areAll({ places }: Rows): boolean {
  return places === ALL;
}

/** The rows of a run that match. Every row is written down and most are overwritten: a branch that is taken at random costs more. */
export function matchingRows({ isIn, account }: Wanted, { columns }: Chunk, start: number, end: number): Rows {
  if (account !== undefined) return rowsOfAccount(account, isIn, columns[2]!, columns[1]!, start, end);
  if (isIn === undefined) return { places: ALL, from: start, to: end };
  const contexts = columns[1]!;
  let count = 0;
  for (let row = start; row < end; row++) {
    MATCHING[count] = row;
    count += isIn[contexts[row]!]!;
  }
  return { places: MATCHING, from: 0, to: count };
}

/** An account has few of the rows: to search for it is what typed arrays do fastest. */
function rowsOfAccount(
  account: number,
  isIn: Uint8Array | undefined,
  accounts: Chunk['columns'][number],
  contexts: Chunk['columns'][number],
  start: number,
  end: number,
): Rows {
  let count = 0;
  for (let row = accounts.indexOf(account, start); row >= 0 && row < end; row = accounts.indexOf(account, row + 1)) {
    MATCHING[count] = row;
    count += isIn === undefined ? 1 : isIn[contexts[row]!]!;
  }
  return { places: MATCHING, from: 0, to: count };
}

/** Whether somebody whom nobody knows may be among the rows. */
export function hasUnknown({ columns }: Chunk, { places, from, to }: Rows): boolean {
  if (from === to) return false;
  const first = columns[3]!.indexOf(0, places[from]);
  return first >= 0 && first <= places[to - 1]!;
}
