import { DAY_MS } from '../../../../shared/calendar/day.ts';

/** No zone is further ahead of UTC, so that no moment of a local day lies before this. */
export const EARLIEST_MS = 14 * 60 * 60 * 1000;
/** Fifty hours, from the earliest zone's midnight to the latest zone's, then fit 26 bits. */
export const MOMENT_MS = 3;
const LAST_MOMENT = 2 ** 26 - 1;

/** How many different low parts an answer's word has. */
export const MARKS = 32;

/**
 * When in its day an answer was given (to three milliseconds), its score and whether it has a comment, in 31 bits: of two
 * answers of one day, the one with the greater word is the later. One bit more, and V8 would box each word on the heap.
 */
export function answerWord(day: number, respondedAt: number, score: number, commented: boolean): number {
  const moment = Math.floor((respondedAt - day * DAY_MS + EARLIEST_MS) / MOMENT_MS);
  const kept = Math.min(LAST_MOMENT, Math.max(0, moment));
  return kept * MARKS + score * 2 + Number(commented);
}

/** In epoch milliseconds, rounded down to `MOMENT_MS`. */
export function momentOfWord(day: number, word: number): number {
  return day * DAY_MS - EARLIEST_MS + Math.floor(word / MARKS) * MOMENT_MS;
}

export function scoreOfWord(word: number): number {
  return (word >>> 1) & 15;
}

export function hasComment(word: number): boolean {
  return (word & 1) === 1;
}
