import { seededRandom, type SeededRandom } from '../../server/domain/seeded-random.ts';
import { DAY_MS } from '../../shared/calendar/day.ts';

/** What a person of the town does on one day. */
export interface Visit {
  person: number;
  account: number;
  day: number;
  /** Epoch milliseconds. */
  at: number;
  device: 0 | 1;
  /** Touchpoints reached on this visit. */
  touchpoints: string[];
}

export interface Town {
  people: number;
  accounts: number;
  /** By person. */
  accountOf: number[];
  /** Share of weekdays on which a person comes by. */
  habit: number[];
}

const TOUCHPOINTS = ['invoice_paid', 'ticket_closed'];
/** Per visit. */
const OFTEN = [0.03, 0.1];
export const LARGEST_ACCOUNT = 40;

/** So many people in so many accounts, a few of them large, none above 40; half come most days, some once a week. */
export function makeTown(people: number, accounts: number, seed: number): Town {
  const random = seededRandom(seed);
  const room = Array.from({ length: accounts }, (_, i) => (i % 10 === 0 ? LARGEST_ACCOUNT : 0));
  const sizes = Array<number>(accounts).fill(0);
  const accountOf = Array.from({ length: people }, (_, person) => {
    // One in each account first, so that none is empty.
    let account = person < accounts ? person : random.integer(0, accounts - 1);
    if (person >= accounts && random.chance(0.3)) account -= account % 10;
    while (sizes[account]! >= Math.max(room[account]!, 25)) account = random.integer(0, accounts - 1);
    sizes[account]!++;
    return account;
  });
  const habit = Array.from({ length: people }, () => random.pick([0.95, 0.8, 0.6, 0.6, 0.4, 0.2]));
  return { people, accounts, accountOf, habit };
}

/** Everybody's visits of one day, none at weekends, in the order of the clock. */
export function visitsOn(town: Town, day: number, random: SeededRandom): Visit[] {
  // 1970-01-01 was a Thursday.
  const weekday = (day + 3) % 7;
  if (weekday > 4) return [];
  const visits: Visit[] = [];
  for (let person = 0; person < town.people; person++) {
    if (!random.chance(town.habit[person]!)) continue;
    const touchpoints = TOUCHPOINTS.filter((_, i) => random.chance(OFTEN[i]!));
    const at = day * DAY_MS + random.integer(7 * 60, 16 * 60) * 60_000;
    const visit = {
      person,
      account: town.accountOf[person]!,
      day,
      at,
      device: random.chance(0.3) ? 1 : 0,
      touchpoints,
    } as const;
    visits.push(visit);
    // Now and then somebody has both devices open at the same moment.
    if (random.chance(0.02)) visits.push({ ...visit, device: visit.device === 0 ? 1 : 0 });
  }
  return visits.sort((a, b) => a.at - b.at);
}
