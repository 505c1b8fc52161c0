import type { DayRange, ResponseFilter } from '../../storage.ts';
import type { DayRows } from './day-rows.ts';
import type { ProjectIndex } from './project-index.ts';
import { questionOf, rangesOf } from './segments.ts';
import { selectionOf, type Selection } from './selection.ts';
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
    if (!selection.isIn) return columns.firstDay(start, end);
    const ofAnswers = firstMatch(columns.answers, selection, { context: 1, account: 2 }, start, end);
    const ofDisplays = columns.displays.map((rows) =>
      firstMatch(rows, selection, { context: 1, account: 0 }, start, end),
    );
    return Math.min(ofAnswers, ...ofDisplays);
  });
  const first = Math.min(...days);
  return first === Infinity ? undefined : first;
}

function firstMatch(
  rows: DayRows,
  { isIn, account }: Selection,
  columns: { context: number; account: number },
  start: number,
  end: number,
): number {
  const cursor = rows.cursor(start);
  while (cursor.day < end) {
    const { day } = cursor;
    let isFound = false;
    cursor.take((run, first, last) => {
      const contexts = run[columns.context]!;
      const accounts = run[columns.account]!;
      for (let row = first; row < last && !isFound; row++) {
        isFound = (account === undefined || accounts[row] === account) && isIn![contexts[row]!] === 1;
      }
    });
    if (isFound) return day;
  }
  return Infinity;
}
