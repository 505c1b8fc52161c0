import { ANSWERED_MS_AGO } from '../../shared/limits.ts';

/** Milliseconds since a moment of the device's clock, as the collector takes them: a clock that was moved meanwhile refuses no answer. */
export function msSince(moment: number): number {
  return Math.min(ANSWERED_MS_AGO, Math.max(0, Date.now() - moment));
}
