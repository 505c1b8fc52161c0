import type { DayRange, PeopleSums } from '../../storage.ts';
import { PeopleWindow } from './people-sums.ts';
import { MOST_TALLIED, PeopleTallies } from './people-tallies.ts';
import type { ProjectIndex } from './project-index.ts';
import type { Selection } from './selection.ts';

/** The sums of each group of each range. Ranges that overlap, such as rolling ones, are moved along; others are tallied. */
export function sumsOverPeople(
  index: ProjectIndex,
  selection: Selection,
  ranges: DayRange[],
): (PeopleSums | undefined)[][] {
  const areApart = ranges.every(({ start }, place) => place === 0 || start >= ranges[place - 1]!.end);
  if (
    areApart &&
    selection.groupOf === undefined &&
    selection.keys.length === 1 &&
    index.mostAnswersOfOne <= MOST_TALLIED
  ) {
    const tallies = new PeopleTallies(index, selection);
    return ranges.map((days) => [tallies.sumsOf(days)]);
  }
  const window = new PeopleWindow(index, selection);
  return ranges.map((days) => window.moveTo(days));
}
