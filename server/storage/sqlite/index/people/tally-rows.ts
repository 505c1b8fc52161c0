import { MARKS } from '../answer-word.ts';
import type { Chunk } from '../chunk.ts';
import { lowerBound } from '../lower-bound.ts';
import { ACCOUNT, RESPONDENT, WORD } from '../row-columns.ts';
import type { Rows } from './matching-rows.ts';
import type { Slots } from './slots.ts';

/** Above every word: of two answers, the one with the greater day and then the greater word is the later. */
const DAY = 2 ** 31;

/** Adds rows up by person. Who is met is written down. */
export function tallyAll(slots: Slots, { columns }: Chunk, { places, from, to }: Rows): void {
  slots.ensure(to - from);
  const words = columns[WORD]!;
  const accounts = columns[ACCOUNT]!;
  const respondents = columns[RESPONDENT]!;
  const { values, met } = slots;
  const { answerOfMark } = slots.packing;
  let { metCount } = slots;
  for (let i = from; i < to; i++) {
    const row = places[i]!;
    let slot = respondents[row]!;
    if (slot === 0) slot = slots.newcomer(accounts[row]!);
    const value = values[slot]!;
    met[metCount] = slot;
    metCount += Number(value === 0);
    values[slot] = value + answerOfMark[words[row]! & (MARKS - 1)]!;
  }
  slots.metCount = metCount;
}

/** Keeps the latest row of each person, as its day since `firstDay` and its word in one number. */
export function keepLatest(
  slots: Slots,
  { columns, days, starts }: Chunk,
  { places, from, to }: Rows,
  firstDay: number,
): void {
  if (from === to) return;
  slots.ensure(to - from);
  const words = columns[WORD]!;
  const accounts = columns[ACCOUNT]!;
  const respondents = columns[RESPONDENT]!;
  const { keys, met } = slots;
  let { metCount } = slots;
  let i = from;
  for (let place = lowerBound(starts, places[from]! + 1) - 1; i < to; place++) {
    const after = starts[place + 1] ?? Infinity;
    const day = keyOfDay(days[place]!, firstDay);
    for (; i < to && places[i]! < after; i++) {
      const row = places[i]!;
      let slot = respondents[row]!;
      if (slot === 0) slot = slots.newcomer(accounts[row]!);
      const key = keys[slot]!;
      met[metCount] = slot;
      metCount += Number(key === 0);
      keys[slot] = Math.max(key, day + words[row]!);
    }
  }
  slots.metCount = metCount;
}

/** Never 0, which stands for nothing. */
export function keyOfDay(day: number, firstDay: number): number {
  return (day - firstDay + 1) * DAY;
}

export function markOfKey(key: number): number {
  // Keys have more than 32 bits, for which a remainder takes ten times as long.
  return key - Math.floor(key / MARKS) * MARKS;
}
