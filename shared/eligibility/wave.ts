import { dayFromDate, type Day } from '../calendar/day.ts';
import type { Schedule } from '../contract/pressure.ts';
import { stickyShare } from './sticky-hash.ts';

/** Days from `start` up to, and without, `end`; `number` counts waves from 0. */
export interface Wave {
  number: number;
  start: Day;
  end: Day;
}

/** The first part of a wave, in which slots lie: the rest is for those who were away on theirs. */
const SLOTS_SHARE = 0.75;

/** `undefined` for a survey without waves. Days before the first wave have negative numbers. */
export function waveOf({ starts_on, wave_days }: Schedule, day: Day): Wave | undefined {
  if (wave_days === null) return undefined;
  const first = firstDay(starts_on);
  const number = Math.floor((day - first) / wave_days);
  const start = first + number * wave_days;
  return { number, start, end: start + wave_days };
}

/** A survey that never went live starts where days are counted from: it asks nobody. */
export function firstDay(startsOn: string | null): Day {
  return (startsOn === null ? undefined : dayFromDate(startsOn)) ?? 0;
}

/**
 * The day of a wave from which one person may be asked. It hangs on the survey and the person, not on the wave: drawn anew
 * each time it would drift, because whoever was asked late rests into the next wave (measured: `docs/adr/0006-even-spread.md`).
 */
export function slotIn(wave: Wave, surveyId: string, person: string): Day {
  const slots = Math.ceil((wave.end - wave.start) * SLOTS_SHARE);
  return wave.start + Math.floor(stickyShare(`slot ${surveyId} ${person}`) * slots);
}

/** Whether a sample of each wave holds this person. Without waves there is one sample, for good. */
export function isInSample(percent: number, surveyId: string, wave: Wave | undefined, person: string): boolean {
  return stickyShare(`sample ${surveyId} ${wave?.number ?? 0} ${person}`) * 100 < percent;
}
