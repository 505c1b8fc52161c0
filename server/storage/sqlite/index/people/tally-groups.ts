import { MARKS } from '../answer-word.ts';
import type { Chunk } from '../chunk.ts';
import { lowerBound } from '../lower-bound.ts';
import { ACCOUNT, RESPONDENT, WORD } from '../row-columns.ts';
import { hasUnknown, type Rows } from './matching-rows.ts';
import type { Slots } from './slots.ts';
import { keyOfDay } from './tally-rows.ts';

/** Adds rows up by person and group; `groups` has the group of each place. */
export function tallyGroups(slots: Slots, { columns }: Chunk, { places, from, to }: Rows, groups: Uint32Array): void {
  slots.ensure(to - from);
  const words = columns[WORD]!;
  const accounts = columns[ACCOUNT]!;
  const respondents = columns[RESPONDENT]!;
  const { values } = slots;
  const { answerOfMark } = slots.packing;
  for (let i = from; i < to; i++) {
    const row = places[i]!;
    const group = groups[i]!;
    const respondent = respondents[row]!;
    const account = accounts[row]!;
    const slot = respondent === 0 ? slots.newcomerIn(group, account) : slots.slotIn(group, respondent, account);
    values[slot]! += answerOfMark[words[row]! & (MARKS - 1)]!;
  }
}

/** The same where rows are of many people: most stay in their first group, which is looked at here. Who is met is found afterwards. */
export function tallyGroupsOfMany(slots: Slots, chunk: Chunk, rows: Rows, groups: Uint32Array): void {
  if (hasUnknown(chunk, rows)) return tallyGroups(slots, chunk, rows, groups);
  const { columns } = chunk;
  const { places, from, to } = rows;
  slots.ensure(to - from);
  const words = columns[WORD]!;
  const accounts = columns[ACCOUNT]!;
  const respondents = columns[RESPONDENT]!;
  const { values, nexts, groups: groupsOfSlots } = slots;
  const { answerOfMark } = slots.packing;
  for (let i = from; i < to; i++) {
    const row = places[i]!;
    const answer = answerOfMark[words[row]! & (MARKS - 1)]!;
    const group = groups[i]!;
    const respondent = respondents[row]!;
    const value = values[respondent]!;
    if (value === 0) {
      groupsOfSlots[respondent] = group;
      nexts[respondent] = 0;
      values[respondent] = answer;
    } else if (groupsOfSlots[respondent] === group) values[respondent] = value + answer;
    else values[slots.slotIn(group, respondent, accounts[row]!)]! += answer;
  }
}

/** Keeps the latest row of each person in each group, as `keepLatest` does. */
export function keepLatestInGroups(
  slots: Slots,
  { columns, days, starts }: Chunk,
  { places, from, to }: Rows,
  groups: Uint32Array,
  firstDay: number,
): void {
  if (from === to) return;
  slots.ensure(to - from);
  const words = columns[WORD]!;
  const accounts = columns[ACCOUNT]!;
  const respondents = columns[RESPONDENT]!;
  const { keys } = slots;
  let i = from;
  for (let place = lowerBound(starts, places[from]! + 1) - 1; i < to; place++) {
    const after = starts[place + 1] ?? Infinity;
    const day = keyOfDay(days[place]!, firstDay);
    for (; i < to && places[i]! < after; i++) {
      const row = places[i]!;
      const group = groups[i]!;
      const respondent = respondents[row]!;
      const account = accounts[row]!;
      const slot = respondent === 0 ? slots.newcomerIn(group, account) : slots.slotIn(group, respondent, account);
      const key = day + words[row]!;
      if (key > keys[slot]!) keys[slot] = key;
    }
  }
}
