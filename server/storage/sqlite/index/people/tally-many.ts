import { MARKS } from '../answer-word.ts';
import type { Chunk } from '../chunk.ts';
import { lowerBound } from '../lower-bound.ts';
import { RESPONDENT, WORD } from '../row-columns.ts';
import { areAll, hasUnknown, type Rows } from './matching-rows.ts';
import { ANSWER_OF_MARK } from './packed.ts';
import type { Slots } from './slots.ts';
import { keepLatest, keyOfDay, tallyAll } from './tally-rows.ts';

/**
 * Adds rows up by person where they are of many people, all of them known: loops of as little as there is to do, for half of the
 * time goes into them. Who is met is found afterwards.
 */
export function tallyMany(slots: Slots, chunk: Chunk, rows: Rows, marks: Uint32Array): void {
  if (hasUnknown(chunk, rows)) tallyAll(slots, chunk, rows, marks);
  else if (areAll(rows)) tallyRun(slots, chunk, rows, marks);
  else tallyPlaces(slots, chunk, rows, marks);
}

/** Keeps the latest row of each person, as `keepLatest` does. */
export function keepLatestOfMany(slots: Slots, chunk: Chunk, rows: Rows, firstDay: number, marks: Uint32Array): void {
  if (hasUnknown(chunk, rows)) return keepLatest(slots, chunk, rows, firstDay, marks);
  const { columns, days, starts } = chunk;
  const { places, from, to } = rows;
  const words = columns[WORD]!;
  const respondents = columns[RESPONDENT]!;
  const { values } = slots;
  let i = from;
  for (let place = from === to ? 0 : lowerBound(starts, places[from]! + 1) - 1; i < to; place++) {
    const after = starts[place + 1] ?? Infinity;
    const day = keyOfDay(days[place]!, firstDay);
    for (; i < to && places[i]! < after; i++) {
      const row = places[i]!;
      const word = words[row]!;
      const respondent = respondents[row]!;
      marks[word & (MARKS - 1)]! += 1;
      values[respondent] = Math.max(values[respondent]!, day + word);
    }
  }
}

function tallyRun({ values }: Slots, { columns }: Chunk, { from, to }: Rows, marks: Uint32Array): void {
  const words = columns[WORD]!;
  const respondents = columns[RESPONDENT]!;
  for (let row = from; row < to; row++) {
    const mark = words[row]! & (MARKS - 1);
    marks[mark]! += 1;
    values[respondents[row]!]! += ANSWER_OF_MARK[mark]!;
  }
}

function tallyPlaces({ values }: Slots, { columns }: Chunk, { places, from, to }: Rows, marks: Uint32Array): void {
  const words = columns[WORD]!;
  const respondents = columns[RESPONDENT]!;
  for (let i = from; i < to; i++) {
    const row = places[i]!;
    const mark = words[row]! & (MARKS - 1);
    marks[mark]! += 1;
    values[respondents[row]!]! += ANSWER_OF_MARK[mark]!;
  }
}
