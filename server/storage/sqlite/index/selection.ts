import type { Dimension, GroupKey, ResponseFilter } from '../../storage.ts';
import { contextGroups } from './context-groups.ts';
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
  /** The group of each context; absent when there is but one, and counters by day can answer. */
  groupOf: Int32Array | undefined;
  /** 1 for each context that counts, where all that counts is one group: sums of these bytes need no table of groups. */
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
  const { project_id: project, account } = filter;
  words.learnTraits(project, index.traits);
  const { keys, groupOf } = contextGroups(index, words, filter, by);
  const selection = {
    isIn: account === undefined && !by.includes('survey') ? membersOf(keys, groupOf) : undefined,
    groupOf: account === undefined ? groupOf : (groupOf ?? new Int32Array(index.contexts.size)),
    account: account === undefined ? undefined : (words.accountOf(project, account) ?? NOBODY),
  };
  const columns = index.surveys(filter.surveys);
  if (!by.includes('survey'))
    return { ...selection, keys, surveys: columns.map((survey) => ({ columns: survey, base: 0 })) };
  return {
    ...selection,
    keys: filter.surveys.flatMap((survey) => {
      const id = words.publicIdOf(project, survey);
      return keys.map((key) => key && by.map((dimension, i) => (dimension === 'survey' ? id : key[i]!)));
    }),
    surveys: columns.map((survey, i) => ({ columns: survey, base: i * keys.length })),
  };
}

function membersOf(keys: Selection['keys'], groupOf: Int32Array | undefined): Uint8Array | undefined {
  const [only, ...others] = keys.flatMap((key, group) => (key === undefined ? [] : [group]));
  if (groupOf === undefined || only === undefined || others.length > 0) return undefined;
  const isIn = new Uint8Array(groupOf.length);
  for (let context = 0; context < groupOf.length; context++) isIn[context] = Number(groupOf[context] === only);
  return isIn;
}

/** The account of no row. */
const NOBODY = 0xffffffff;
