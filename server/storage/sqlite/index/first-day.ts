import type { ResponseFilter } from '../../storage.ts';
import type { ProjectIndex } from './project-index.ts';
import { rangesOf } from './segments.ts';
import { selectionOf } from './selection.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Without filters the counters know; with them the rows are gone through until one matches. */
export function firstDay(index: ProjectIndex, words: Vocabulary, filter: ResponseFilter): number | undefined {
  const [{ start, end }] = rangesOf(filter, {}) as [{ start: number; end: number }];
  const { surveys, keys, groupOf, account } = selectionOf(index, words, filter, []);
  let first = Infinity;
  for (const { columns } of surveys) {
    if (groupOf === undefined) {
      first = Math.min(first, columns.firstDay(start, end));
      continue;
    }
    const rows = [
      { of: columns.answers, context: 1, account: 2 },
      ...columns.displays.map((of) => ({ of, context: 1, account: 0 })),
    ];
    for (const part of rows) {
      part.of.eachDay(start, end, (run, day, from, to) => {
        for (let row = from; row < to && day < first; row++) {
          if (account !== undefined && run[part.account]![row] !== account) continue;
          if (keys[groupOf[run[part.context]![row]!]!]) first = day;
        }
      });
    }
  }
  return first === Infinity ? undefined : first;
}
