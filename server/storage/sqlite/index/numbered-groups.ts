import type { DayRange } from '../../storage.ts';
import type { DayRows } from './day-rows.ts';
import { Numbering } from './numbering.ts';
import { matchingRows } from './people/matching-rows.ts';
import { groupsOfRows } from './row-groups.ts';
import type { Selection } from './selection.ts';
import type { SurveyRows } from './survey-rows.ts';

/** Counters of so many groups are made without asking whether there are any rows. */
const FEW = 4_096;

/**
 * Where there may be very many groups, those that there are: most touchpoints never meet most values of a trait, and each group costs
 * counters. The rows are gone through once more.
 */
export function numberedIn(
  selection: Selection,
  days: DayRange,
  rowsOf: (columns: SurveyRows) => readonly DayRows[],
): Selection {
  const { surveys, groups, groupCount, keyOf } = selection;
  if (groupCount <= FEW) return selection;
  const numbering = new Numbering(groupCount);
  const numbered = { ...groups, numbering };
  for (const { columns, base } of surveys) {
    for (const chunk of rowsOf(columns).flatMap((rows) => rows.chunksOf(days))) {
      const rows = matchingRows(selection, chunk, chunk.placeOf(days.start), chunk.placeOf(days.end));
      groupsOfRows(numbered, base, chunk, rows);
    }
  }
  return {
    ...selection,
    groups: numbered,
    groupCount: numbering.known.length,
    keyOf: (group) => keyOf(numbering.known[group]!),
  };
}
