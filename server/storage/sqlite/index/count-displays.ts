import { countMatching, isEverything, matchingRows } from './people/matching-rows.ts';
import { groupsOfRows } from './row-groups.ts';
import type { Segments } from './segments.ts';
import type { Selection } from './selection.ts';
import { DISPLAY_COUNTERS } from './survey-columns.ts';

/** `DISPLAY_COUNTERS` counts for each group of each segment, segment by segment. */
export function countDisplays(selection: Selection, { borders, wanted }: Segments): Uint32Array {
  const { surveys, groups, groupCount } = selection;
  const counts = new Uint32Array(wanted.length * groupCount * DISPLAY_COUNTERS);
  const isOneGroup = groups.count === 1;
  for (const { columns, base } of surveys) {
    if (isOneGroup && isEverything(selection)) {
      for (let segment = 0; segment < wanted.length; segment++) {
        if (!wanted[segment]) continue;
        const place = (segment * groupCount + base) * DISPLAY_COUNTERS;
        columns.displayCounts.sum(borders[segment]!, borders[segment + 1]!, counts, place);
      }
      continue;
    }
    columns.displays.forEach((displays, outcome) => {
      displays.eachRun(borders, (_, segment, start, end, chunk) => {
        if (!wanted[segment]) return;
        const place = segment * groupCount * DISPLAY_COUNTERS + outcome;
        if (isOneGroup) {
          counts[place + base * DISPLAY_COUNTERS]! += countMatching(selection, chunk, start, end);
          return;
        }
        const rows = matchingRows(selection, chunk, start, end);
        const found = groupsOfRows(groups, base, chunk, rows);
        for (let i = rows.from; i < rows.to; i++) counts[place + found[i]! * DISPLAY_COUNTERS]! += 1;
      });
    });
  }
  return counts;
}
