import type { Column } from './chunk.ts';
import type { Segments } from './segments.ts';
import type { Selection } from './selection.ts';
import { DISPLAY_COUNTERS } from './survey-columns.ts';

/** `DISPLAY_COUNTERS` counts for each group of each segment, segment by segment. */
export function countDisplays(
  { keys, surveys, groupOf, isIn, account }: Selection,
  { borders, wanted }: Segments,
): Uint32Array {
  const counts = new Uint32Array(wanted.length * keys.length * DISPLAY_COUNTERS);
  for (const { columns, base } of surveys) {
    if (groupOf === undefined && isIn === undefined) {
      for (let segment = 0; segment < wanted.length; segment++) {
        if (!wanted[segment]) continue;
        const place = (segment * keys.length + base) * DISPLAY_COUNTERS;
        columns.displayCounts.sum(borders[segment]!, borders[segment + 1]!, counts, place);
      }
      continue;
    }
    columns.displays.forEach((rows, outcome) => {
      rows.eachRun(borders, ([accounts, contexts], segment, start, end) => {
        if (!wanted[segment]) return;
        const place = segment * keys.length + base;
        if (groupOf) countRun(counts, place, outcome, groupOf, contexts!, accounts!, account, start, end);
        else
          counts[place * DISPLAY_COUNTERS + outcome]! += membersAmong(isIn!, contexts!, accounts!, account, start, end);
      });
    });
  }
  return counts;
}

function membersAmong(
  isIn: Uint8Array,
  contexts: Column,
  accounts: Column,
  account: number | undefined,
  start: number,
  end: number,
): number {
  let members = 0;
  if (account === undefined) {
    for (let row = start; row < end; row++) members += isIn[contexts[row]!]!;
    return members;
  }
  for (let row = accounts.indexOf(account, start); row >= 0 && row < end; row = accounts.indexOf(account, row + 1)) {
    members += isIn[contexts[row]!]!;
  }
  return members;
}

function countRun(
  counts: Uint32Array,
  place: number,
  outcome: number,
  groupOf: Int32Array,
  contexts: Column,
  accounts: Column,
  account: number | undefined,
  start: number,
  end: number,
): void {
  for (let row = start; row < end; row++) {
    if (account !== undefined && accounts[row] !== account) continue;
    const group = place + groupOf[contexts[row]!]!;
    counts[group * DISPLAY_COUNTERS + outcome]! += 1;
  }
}
