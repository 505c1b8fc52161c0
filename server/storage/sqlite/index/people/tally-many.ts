import { MARKS } from '../answer-word.ts';
import type { Chunk } from '../chunk.ts';
import { lowerBound } from '../lower-bound.ts';
import { RESPONDENT, WORD } from '../row-columns.ts';
import { areAll, hasUnknown, type Rows } from './matching-rows.ts';
import type { Slots } from './slots.ts';
import { keepLatest, keyOfDay, tallyAll } from './tally-rows.ts';

/**
 * Adds rows up by person where they are of many people, all of them known: loops of as little as there is to do, for half of the
 * time goes into them. Who is met is found afterwards.
 */
export function tallyMany(slots: Slots, chunk: Chunk, rows: Rows): void {
  if (hasUnknown(chunk, rows)) tallyAll(slots, chunk, rows);
  else if (areAll(rows)) tallyRun(slots, chunk, rows);
  else tallyPlaces(slots, chunk, rows);
}

/** Keeps the latest row of each person, as `keepLatest` does. */
export function keepLatestOfMany(slots: Slots, chunk: Chunk, rows: Rows, firstDay: number): void {
  if (hasUnknown(chunk, rows)) return keepLatest(slots, chunk, rows, firstDay);
  const { columns, days, starts } = chunk;
  const { places, from, to } = rows;
  const words = columns[WORD]!;
  const respondents = columns[RESPONDENT]!;
  const { keys } = slots;
  let i = from;
  for (let place = from === to ? 0 : lowerBound(starts, places[from]! + 1) - 1; i < to; place++) {
    const after = starts[place + 1] ?? Infinity;
    const day = keyOfDay(days[place]!, firstDay);
    for (; i < to && places[i]! < after; i++) {
      const row = places[i]!;
      const respondent = respondents[row]!;
      keys[respondent] = Math.max(keys[respondent]!, day + words[row]!);
    }
  }
}

function tallyRun({ values, packing }: Slots, { columns }: Chunk, { from, to }: Rows): void {
  const words = columns[WORD]!;
  const respondents = columns[RESPONDENT]!;
  const { answerOfMark } = packing;
  for (let row = from; row < to; row++) values[respondents[row]!]! += answerOfMark[words[row]! & (MARKS - 1)]!;
}

function tallyPlaces({ values, packing }: Slots, { columns }: Chunk, { places, from, to }: Rows): void {
  const words = columns[WORD]!;
  const respondents = columns[RESPONDENT]!;
  const { answerOfMark } = packing;
  for (let i = from; i < to; i++) {
    const row = places[i]!;
    values[respondents[row]!]! += answerOfMark[words[row]! & (MARKS - 1)]!;
  }
}
