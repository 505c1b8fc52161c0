import { roundQuotient } from './nps.ts';

/** A named threshold on NPS: `from` is reached at its number, `above` only beyond it. */
export type Level = { readonly name: string } & ({ readonly from: number } | { readonly above: number });

/** Where a project starts; each team puts its own in their place. Ascending, as every list of levels. */
export const DEFAULT_LEVELS: readonly Level[] = [
  { name: 'critical', from: -100 },
  { name: 'acceptable', from: 0 },
  { name: 'good', from: 30 },
  { name: 'excellent', above: 50 },
  { name: 'world_class', from: 75 },
];

/**
 * The highest level that a score reaches; `null` below the lowest. Pass the published, rounded NPS, so that the level
 * agrees with the number beside it.
 */
export function levelReached(nps: number, levels: readonly Level[]): string | null {
  return levels.findLast((level) => ('from' in level ? nps >= level.from : nps > level.above))?.name ?? null;
}

/** Whether the whole interval lies in one level, its ends rounded as the NPS between them is. */
export function levelCertain(interval: { low: number; high: number }, levels: readonly Level[]): boolean {
  const [lowest, highest] = [interval.low, interval.high].map((end) => levelReached(roundQuotient(end, 1), levels));
  return lowest === highest;
}
