import type { AnswerGroup, Grouping, ResponseFilter } from '../../storage.ts';
import { countAnswers } from './count-answers.ts';
import { eachGroup } from './each-group.ts';
import { PeopleCollector } from './people-collector.ts';
import { PeopleWindow } from './people-sums.ts';
import type { ProjectIndex } from './project-index.ts';
import { rangesOf, segmentsOf } from './segments.ts';
import { selectionOf } from './selection.ts';
import { ANSWER_COUNTERS, COMMENTS } from './survey-columns.ts';
import type { Vocabulary } from './vocabulary.ts';

export function groupAnswers(
  index: ProjectIndex,
  words: Vocabulary,
  filter: ResponseFilter,
  grouping: Grouping,
): AnswerGroup[] {
  const ranges = rangesOf(filter, grouping);
  const segments = segmentsOf(ranges);
  const selection = selectionOf(index, words, filter, grouping.by);
  const counts = countAnswers(selection, segments);
  const collector = grouping.people && new PeopleCollector(selection, index.contexts.size, index.lastRespondent);
  const people = collector && ranges.map((days) => collector.collect(days));
  const window = grouping.sums && new PeopleWindow(index, selection);
  const sums = window && ranges.map((days) => window.moveTo(days));

  return eachGroup(selection, segments, counts, ANSWER_COUNTERS, (key, range, group, counted) => ({
    key,
    range,
    scores: Array.from(counted.subarray(0, COMMENTS)),
    comment_count: counted[COMMENTS]!,
    ...(sums && { sums: sums[range]![group]! }),
    ...(people && { people: people[range]![group]! }),
  }));
}
