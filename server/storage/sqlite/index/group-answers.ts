import type { AnswerGroup, DayRange, Grouping, ResponseFilter } from '../../storage.ts';
import { countAnswers } from './count-answers.ts';
import { eachGroup } from './each-group.ts';
import { PeopleCollector } from './people-collector.ts';
import type { ProjectIndex } from './project-index.ts';
import { questionOf, rangesOf, segmentsOf } from './segments.ts';
import { selectionOf } from './selection.ts';
import { sumsOverPeople } from './sums-over-people.ts';
import { ANSWER_COUNTERS, COMMENTS } from './survey-columns.ts';
import type { Vocabulary } from './vocabulary.ts';

export function groupAnswers(
  index: ProjectIndex,
  words: Vocabulary,
  filter: ResponseFilter,
  grouping: Grouping,
): AnswerGroup[] {
  const ranges = rangesOf(filter, grouping);
  // Lists of people are too long to keep, and of groups there may be any number.
  if (grouping.people || grouping.by.length > 0) return counted(index, words, filter, grouping, ranges);
  const question = `${String(grouping.sums)} ${questionOf(filter)}`;
  return index.answersIn.of(question, ranges, (some) => counted(index, words, filter, grouping, some));
}

function counted(
  index: ProjectIndex,
  words: Vocabulary,
  filter: ResponseFilter,
  grouping: Grouping,
  ranges: DayRange[],
): AnswerGroup[] {
  const segments = segmentsOf(ranges);
  const selection = selectionOf(index, words, filter, grouping.by);
  const counts = countAnswers(selection, segments);
  const collector = grouping.people && new PeopleCollector(index, selection);
  const people = collector && ranges.map((days) => collector.collect(days));
  const sums = grouping.sums && sumsOverPeople(index, selection, ranges);

  return eachGroup(selection, segments, counts, ANSWER_COUNTERS, (key, range, group, sum) => ({
    key,
    range,
    scores: Array.from(sum.subarray(0, COMMENTS)),
    comment_count: sum[COMMENTS]!,
    ...(sums && { sums: sums[range]![group]! }),
    ...(people && { people: people[range]![group]! }),
  }));
}
