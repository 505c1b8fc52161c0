import type { DayRange, ResponseFilter } from '../../storage.ts';
import type { DayRows } from './day-rows.ts';
import type { Members } from './members.ts';
import { countMatching, isEverything } from './people/matching-rows.ts';
import type { ProjectIndex } from './project-index.ts';
import { questionOf, rangesOf } from './segments.ts';
import { selectionOf } from './selection.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Without filters the counters know; with them the rows are gone through until one matches. */
export function firstDay(index: ProjectIndex, words: Vocabulary, filter: ResponseFilter): number | undefined {
  const range = rangesOf(filter, {})[0]!;
  return index.firstDays.of(questionOf(filter), range, () => foundDay(index, words, filter, range));
}

function foundDay(
  index: ProjectIndex,
  words: Vocabulary,
  filter: ResponseFilter,
  { start, end }: DayRange,
): number | undefined {
  const selection = selectionOf(index, words, filter, []);
  const days = selection.surveys.map(({ columns }) => {
    if (isEverything(selection)) return columns.firstDay(start, end);
    return Math.min(...[columns.answers, ...columns.displays].map((rows) => firstMatch(rows, selection, start, end)));
  });
  const first = Math.min(...days);
  return first === Infinity ? undefined : first;
}

function firstMatch(rows: DayRows, members: Members, start: number, end: number): number {
  const cursor = rows.cursor(start);
  while (cursor.day < end) {
    const { day } = cursor;
    let isFound = false;
    cursor.take((chunk, first, last) => {
      isFound ||= countMatching(members, chunk, first, last) > 0;
    });
    if (isFound) return day;
  }
  return Infinity;
}
