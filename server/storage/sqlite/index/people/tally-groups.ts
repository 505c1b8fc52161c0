import { MARKS } from '../answer-word.ts';
import type { Chunk } from '../chunk.ts';
import { lowerBound } from '../lower-bound.ts';
import { hasUnknown, type Rows } from './matching-rows.ts';
import { ANSWER_OF_MARK } from './packed.ts';
import type { Slots } from './slots.ts';
import { keyOfDay } from './tally-rows.ts';

/** The group of a row is `base` and that of its context; absent where there is but one. */
export interface Grouped {
  groupOf: Int32Array | undefined;
  base: number;
}

/** Adds rows up by person and group. */
export function tallyGroups(
  slots: Slots,
  { columns }: Chunk,
  { places, from, to }: Rows,
  { groupOf, base }: Grouped,
): void {
  slots.ensure(to - from);
  const words = columns[0]!;
  const contexts = columns[1]!;
  const accounts = columns[2]!;
  const respondents = columns[3]!;
  const { values } = slots;
  for (let i = from; i < to; i++) {
    const row = places[i]!;
    const group = base + (groupOf === undefined ? 0 : groupOf[contexts[row]!]!);
    const respondent = respondents[row]!;
    const account = accounts[row]!;
    const slot = respondent === 0 ? slots.newcomerIn(group, account) : slots.slotIn(group, respondent, account);
    values[slot]! += ANSWER_OF_MARK[words[row]! & (MARKS - 1)]!;
  }
}

/** The same where rows are of many people: most stay in their first group, which is looked at here. Who is met is found afterwards. */
export function tallyGroupsOfMany(slots: Slots, chunk: Chunk, rows: Rows, grouped: Grouped): void {
  if (hasUnknown(chunk, rows)) return tallyGroups(slots, chunk, rows, grouped);
  const { columns } = chunk;
  const { places, from, to } = rows;
  const { groupOf, base } = grouped;
  slots.ensure(to - from);
  const words = columns[0]!;
  const contexts = columns[1]!;
  const accounts = columns[2]!;
  const respondents = columns[3]!;
  const { values, groups, nexts } = slots;
  for (let i = from; i < to; i++) {
    const row = places[i]!;
    const answer = ANSWER_OF_MARK[words[row]! & (MARKS - 1)]!;
    const group = base + (groupOf === undefined ? 0 : groupOf[contexts[row]!]!);
    const respondent = respondents[row]!;
    const value = values[respondent]!;
    if (value === 0) {
      groups[respondent] = group;
      nexts[respondent] = 0;
      values[respondent] = answer;
    } else if (groups[respondent] === group) values[respondent] = value + answer;
    else values[slots.slotIn(group, respondent, accounts[row]!)]! += answer;
  }
}

/** Keeps the latest row of each person in each group, as `keepLatest` does. */
export function keepLatestInGroups(
  slots: Slots,
  { columns, days, starts }: Chunk,
  { places, from, to }: Rows,
  firstDay: number,
  { groupOf, base }: Grouped,
): void {
  if (from === to) return;
  slots.ensure(to - from);
  const words = columns[0]!;
  const contexts = columns[1]!;
  const accounts = columns[2]!;
  const respondents = columns[3]!;
  const { values } = slots;
  let i = from;
  for (let place = lowerBound(starts, places[from]! + 1) - 1; i < to; place++) {
    const after = starts[place + 1] ?? Infinity;
    const day = keyOfDay(days[place]!, firstDay);
    for (; i < to && places[i]! < after; i++) {
      const row = places[i]!;
      const group = base + (groupOf === undefined ? 0 : groupOf[contexts[row]!]!);
      const respondent = respondents[row]!;
      const account = accounts[row]!;
      const slot = respondent === 0 ? slots.newcomerIn(group, account) : slots.slotIn(group, respondent, account);
      const key = day + words[row]!;
      if (key > values[slot]!) values[slot] = key;
    }
  }
}
