import type { Day } from './day.ts';
import { dayOfInstant, startOfDay } from './zone.ts';

/** A moment, and what days are where it is told: rules that reckon in days know no zone. Instants are epoch milliseconds. */
export interface Clock {
  now: number;
  today: Day;
  dayOf: (instant: number) => Day;
  startOf: (day: Day) => number;
}

export function clockIn(zone: string, now: number): Clock {
  return {
    now,
    today: dayOfInstant(now, zone),
    dayOf: (instant) => dayOfInstant(instant, zone),
    startOf: (day) => startOfDay(day, zone),
  };
}
