import type { Dimension, GroupKey, ResponseFilter } from '../../storage.ts';
import { membersOf, type Members } from './members.ts';
import type { ProjectIndex } from './project-index.ts';
import { ONE_GROUP, rowGroupsOf, type RowGroups } from './row-groups.ts';
import type { SurveyRows } from './survey-rows.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A question in the numbers of the index. */
export interface Selection extends Members {
  /** The one account whose rows these are; absent where they are everybody's. */
  account: number | undefined;
  /** Each survey with what is added to the groups of its rows. */
  surveys: { columns: SurveyRows; base: number }[];
  groups: RowGroups;
  /** How many groups there may be in all surveys, and what the rows of each have in common. */
  groupCount: number;
  keyOf: (group: number) => GroupKey;
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
  const groups = by.length === 0 ? ONE_GROUP : rowGroupsOf(index, words, project, by);
  const isSplit = by.includes('survey');
  const surveys = index
    .surveys(filter.surveys, account)
    .map((columns, place) => ({ columns, base: isSplit ? place * groups.count : 0 }));
  const shared = { ...membersOf(index, words, filter), account, surveys, groups };
  if (!isSplit) return { ...shared, groupCount: groups.count, keyOf: groups.keyOf };
  return {
    ...shared,
    groupCount: surveys.length * groups.count,
    keyOf: (group) => {
      const id = words.publicIdOf(project, filter.surveys[Math.floor(group / groups.count)]!);
      const key = groups.keyOf(group % groups.count);
      return by.map((dimension, place) => (dimension === 'survey' ? id : key[place]!));
    },
  };
}

/** The account of no row. */
const NOBODY = 0xffffffff;
