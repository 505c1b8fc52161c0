import type { NamedAnswers, ResponseFilter } from '../../storage.ts';
import { latestNoted, NotedRows } from './noted-rows.ts';
import type { ProjectIndex } from './project-index.ts';
import { rangesOf } from './segments.ts';
import { selectionOf } from './selection.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Every tag of every answer that counts, each by itself. */
export function taggedAnswers(index: ProjectIndex, words: Vocabulary, filter: ResponseFilter): NamedAnswers {
  const selection = selectionOf(index, words, filter, []);
  const rows = new NotedRows();
  rows.gather(selection, 'tags', rangesOf(filter, {})[0]!);
  const { notes: labels, ...answers } = latestNoted(rows, index.people.homes, Infinity);
  const numbers = new Map(Array.from(new Set(labels), (label, number) => [label, number]));
  return {
    ...answers,
    starts: Uint32Array.from({ length: labels.length + 1 }, (_, place) => place),
    names: labels.map((label) => numbers.get(label)!),
    texts: Array.from(numbers.keys(), (label) => words.textOf(filter.project_id, label)!),
  };
}
