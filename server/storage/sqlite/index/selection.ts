import type { Dimension, GroupKey, ResponseFilter } from '../../storage.ts';
import { contextGroups, membersOf } from './context-groups.ts';
import type { ProjectIndex } from './project-index.ts';
import type { SurveyColumns } from './survey-columns.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A question in the numbers of the index. */
export interface Selection {
  /**
   * The groups that there may be; a group is its place here. Without a key are those into which rows go that are filtered out:
   * counting them costs less than a branch that is taken at random.
   */
  keys: (GroupKey | undefined)[];
  /** The group of each context; absent where there is but one. */
  groupOf: Int32Array | undefined;
  /** Where there is but one group: 1 for each context in it. Absent when all are and of every account: then counters by day can answer. */
  isIn: Uint8Array | undefined;
  /** Each survey with what is added to the groups of its rows. */
  surveys: { columns: SurveyColumns; base: number }[];
  /** The one account that counts; absent when all do. */
  account: number | undefined;
}

export function selectionOf(
  index: ProjectIndex,
  words: Vocabulary,
  filter: ResponseFilter,
  by: Dimension[],
): Selection {
  const { project_id: project } = filter;
  words.learnTraits(project, index.traits);
  const account = filter.account === undefined ? undefined : (words.accountOf(project, filter.account) ?? NOBODY);
  const columns = index.surveys(filter.surveys);
  const surveys = columns.map((survey) => ({ columns: survey, base: 0 }));
  if (by.length === 0) {
    const members = membersOf(index, words, filter);
    const isIn = account === undefined ? members : (members ?? new Uint8Array(index.contexts.size).fill(1));
    return { keys: [[]], groupOf: undefined, isIn, surveys, account };
  }

  const { keys, groupOf: grouped } = contextGroups(index, words, filter, by);
  const groupOf = account === undefined ? grouped : (grouped ?? new Int32Array(index.contexts.size));
  if (!by.includes('survey')) return { keys, groupOf, isIn: undefined, surveys, account };
  return {
    keys: filter.surveys.flatMap((survey) => {
      const id = words.publicIdOf(project, survey);
      return keys.map((key) => key && by.map((dimension, i) => (dimension === 'survey' ? id : key[i]!)));
    }),
    groupOf,
    isIn: undefined,
    surveys: columns.map((survey, i) => ({ columns: survey, base: i * keys.length })),
    account,
  };
}

/** The account of no row. */
const NOBODY = 0xffffffff;
