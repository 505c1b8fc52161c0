import { dayFromDate } from '../../../shared/calendar/day.ts';
import type { Benchmarks } from '../../../shared/contract/levels.ts';
import type { Metric } from '../../../shared/contract/metric.ts';
import type { ProjectSettings } from '../../../shared/project-settings.ts';
import type { DayRange } from '../../storage/storage.ts';

export function baselineRange({ baseline }: ProjectSettings): DayRange | null {
  return baseline && { start: dayFromDate(baseline.since)!, end: dayFromDate(baseline.until)! + 1 };
}

/** What stands beside a score: the same count in the team's own baseline, and what others have published. */
export function benchmarksOf({ baseline, references }: ProjectSettings, measured: Metric | undefined): Benchmarks {
  if (!baseline || !measured) return { baseline: null, references };
  const { nps, nps_exact, confidence_interval, response_count } = measured;
  return { baseline: { ...baseline, nps, nps_exact, confidence_interval, response_count }, references };
}
