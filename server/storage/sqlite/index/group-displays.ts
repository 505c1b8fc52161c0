import type { DayRange, DisplayGroup, Grouping, ResponseFilter } from '../../storage.ts';
import { countDisplays } from './count-displays.ts';
import { OUTCOMES } from './counted-rows.ts';
import { eachGroup } from './each-group.ts';
import { numberedIn } from './numbered-groups.ts';
import type { ProjectIndex } from './project-index.ts';
import { questionOf, rangesOf, segmentsOf } from './segments.ts';
import { selectionOf } from './selection.ts';
import { DISPLAY_COUNTERS } from './survey-rows.ts';
import type { Vocabulary } from './vocabulary.ts';

export function groupDisplays(
  index: ProjectIndex,
  words: Vocabulary,
  filter: ResponseFilter,
  grouping: Grouping,
): DisplayGroup[] {
  const ranges = rangesOf(filter, grouping);
  if (grouping.by.length > 0) return counted(index, words, filter, grouping, ranges);
  const found = index.displaysIn.of(
    questionOf(filter),
    ranges.map((range) => [range] as const),
    (missing) =>
      counted(
        index,
        words,
        filter,
        grouping,
        missing.map(([range]) => range),
      ),
  );
  return found.map((group, range) => ({ ...group, range }));
}

function counted(
  index: ProjectIndex,
  words: Vocabulary,
  filter: ResponseFilter,
  grouping: Grouping,
  ranges: DayRange[],
): DisplayGroup[] {
  const segments = segmentsOf(ranges);
  const days = { start: segments.borders[0] ?? 0, end: segments.borders.at(-1) ?? 0 };
  const selection = numberedIn(selectionOf(index, words, filter, grouping.by), days, ({ displays }) => displays);
  const counts = countDisplays(selection, segments);
  return eachGroup(selection, segments, counts, DISPLAY_COUNTERS, (key, range, _group, sums) => ({
    key,
    range,
    display_count: sums.reduce((sum, count) => sum + count),
    answered_count: sums[OUTCOMES.answered]!,
    dismissed_count: sums[OUTCOMES.dismissed]!,
  }));
}
