import { civil, type Day } from '../../shared/calendar/day.ts';
import { dayOfInstant, startOfDay } from '../../shared/calendar/zone.ts';
import type { SampleAccount, SamplePerson } from './sample-accounts.ts';
import type { SeededRandom } from './seeded-random.ts';

export const SAMPLE_DAYS = 2 * 365;
/** A wave lasts a quarter. One day more than the rest of 90, because an early hour may follow a late one. */
const DAYS_BETWEEN_ASKS = 92;
const HOUR_MS = 3_600_000;

export interface SampleAsk {
  account: SampleAccount;
  person: SamplePerson;
  displayedAt: number;
}

/**
 * Who is asked when: each person about once a quarter, spread evenly over it, on weekdays in office hours of `zone`, and
 * in each account one person a day. In time order, none after `now`.
 */
export function sampleSchedule(
  random: SeededRandom,
  accounts: SampleAccount[],
  now: number,
  zone: string,
): SampleAsk[] {
  const lastDay = dayOfInstant(now, zone);
  const asks = accounts.flatMap((account) => {
    const daysTaken = new Set<Day>();
    return account.people.flatMap((person) => {
      const first = lastDay - SAMPLE_DAYS + Math.round(account.joined * SAMPLE_DAYS);
      return askingDays(random, first, lastDay, daysTaken).map((day) => {
        const displayedAt = startOfDay(day, zone) + Math.floor((8 + 9 * random.unit()) * HOUR_MS);
        return { account, person, displayedAt };
      });
    });
  });
  return asks.filter((ask) => ask.displayedAt <= now).sort((a, b) => a.displayedAt - b.displayedAt);
}

function askingDays(random: SeededRandom, first: Day, last: Day, daysTaken: Set<Day>): Day[] {
  const days: Day[] = [];
  for (let wish = first + random.integer(0, DAYS_BETWEEN_ASKS - 1); wish <= last;) {
    const day = firstFreeWorkday(wish, daysTaken);
    daysTaken.add(day);
    days.push(day);
    wish = day + DAYS_BETWEEN_ASKS;
  }
  return days;
}

function firstFreeWorkday(from: Day, daysTaken: Set<Day>): Day {
  let day = from;
  while (daysTaken.has(day) || !isWorkday(day)) day++;
  return day;
}

/** Monday to Friday, and not between Christmas and New Year. */
function isWorkday(day: Day): boolean {
  // 1970-01-01 was a Thursday.
  const weekday = (((day + 3) % 7) + 7) % 7;
  const { month, dayOfMonth } = civil(day);
  return weekday < 5 && !(month === 12 && dayOfMonth >= 24) && !(month === 1 && dayOfMonth === 1);
}
