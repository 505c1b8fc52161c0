import type { Chunk } from './chunk.ts';
import { countMatching, isEverything, matchingRows } from './people/matching-rows.ts';
import { SETTING } from './row-columns.ts';
import { groupsOfRows } from './row-groups.ts';
import type { Segments } from './segments.ts';
import type { Selection } from './selection.ts';
import { DISPLAY_COUNTERS } from './survey-rows.ts';

/** `DISPLAY_COUNTERS` counts for each group of each segment, segment by segment. */
export function countDisplays(selection: Selection, { borders, wanted }: Segments): Uint32Array {
  const { surveys, groups, groupCount } = selection;
  const counts = new Uint32Array(wanted.length * groupCount * DISPLAY_COUNTERS);
  const isOneGroup = groups.count === 1;
  const isPlain = isOneGroup && isEverything(selection);
  const areBySetting = !groups.traitSets && !groups.numbering && !selection.traitSets;
  for (const { columns, base } of surveys) {
    if (isPlain) {
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
        const isWhole = start === 0 && end === chunk.length;
        if (isWhole && areBySetting) addBySetting(selection, base, chunk.tally(SETTING), counts, place);
        else if (isOneGroup) counts[place + base * DISPLAY_COUNTERS]! += countMatching(selection, chunk, start, end);
        else addByRow(selection, base, chunk, start, end, counts, place);
      });
    });
  }
  return counts;
}

/** Where settings decide everything, it is enough to know how many rows have each. */
function addBySetting(
  { settings, groups }: Selection,
  base: number,
  tally: Uint32Array,
  counts: Uint32Array,
  place: number,
): void {
  const codes = groups.settings?.codes;
  for (let setting = 0; setting < tally.length; setting++) {
    const rows = tally[setting]!;
    if (rows === 0 || settings?.[setting] === 0) continue;
    counts[place + (base + (codes?.[setting] ?? 0)) * DISPLAY_COUNTERS]! += rows;
  }
}

function addByRow(
  selection: Selection,
  base: number,
  chunk: Chunk,
  start: number,
  end: number,
  counts: Uint32Array,
  place: number,
): void {
  const rows = matchingRows(selection, chunk, start, end);
  const found = groupsOfRows(selection.groups, base, chunk, rows);
  for (let i = rows.from; i < rows.to; i++) counts[place + found[i]! * DISPLAY_COUNTERS]! += 1;
}
