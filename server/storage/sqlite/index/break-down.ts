import { ACCOUNT_SIZES } from '../../../../shared/account-size.ts';
import type { AnswersBrokenDown, BreakdownDimension, Clustering, ResponseFilter } from '../../storage.ts';
import { numberedIn } from './numbered-groups.ts';
import { accountSizes, oneSize } from './people/account-sizes.ts';
import { groupedAnswers } from './people/grouped-answers.ts';
import type { ProjectIndex } from './project-index.ts';
import { rangesOf } from './segments.ts';
import { selectionOf } from './selection.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The groups that have answers. */
export function breakDown(
  index: ProjectIndex,
  words: Vocabulary,
  filter: ResponseFilter,
  by: BreakdownDimension[],
  clustering: Clustering,
): AnswersBrokenDown[] {
  const days = rangesOf(filter, {})[0]!;
  const isSplit = by.includes('account_size');
  const sizes = isSplit ? accountSizes(index, selectionOf(index, words, filter, []), days) : oneSize(index);
  const stored = by.filter((dimension) => dimension !== 'account_size');
  const selection = numberedIn(selectionOf(index, words, filter, stored), days, ({ answers }) => [answers]);
  return groupedAnswers(index, selection, clustering, days, sizes).flatMap((group, place) => {
    if (group.sums.people_count === 0) return [];
    const left = [...selection.keyOf(Math.floor(place / sizes.count))];
    const size = ACCOUNT_SIZES[place % sizes.count]!;
    return { ...group, key: by.map((dimension) => (dimension === 'account_size' ? size : left.shift()!)) };
  });
}
