import { clockIn } from '../../../shared/calendar/clock.ts';
import type { Pressure, Schedule } from '../../../shared/contract/pressure.ts';
import type { Targeting } from '../../../shared/contract/targeting.ts';
import type { Ask, AskedAccount, AskedPerson } from '../../../shared/eligibility/ask.ts';

export const DAY = 86_400_000;
/** A Thursday noon in UTC. */
export const NOW = 20_000 * DAY + DAY / 2;

/** Nothing rests, nothing is counted: each test sets the one thing it is about. */
const NO_PRESSURE: Pressure = {
  rest_days: 0,
  rest_after_other_survey_days: 0,
  rest_after_dismissal_days: 0,
  displays_per_wave: 20,
  asks_per_account_per_day: null,
};
export const DEFAULT_PRESSURE: Pressure = {
  rest_days: 90,
  rest_after_other_survey_days: 30,
  rest_after_dismissal_days: 14,
  displays_per_wave: 2,
  asks_per_account_per_day: 1,
};

export interface AskChanges {
  pressure?: Partial<Pressure>;
  schedule?: Partial<Schedule>;
  targeting?: Partial<Targeting>;
  status?: Ask['survey']['status'];
  person?: Partial<AskedPerson> | null;
  account?: Partial<AskedAccount>;
  answers?: number;
  traits?: Ask['traits'];
  locale?: string;
  now?: number;
  zone?: string;
}

/** Somebody new is asked by a survey without any rule, unless told otherwise. `person: null` is nobody known. */
export function askFixture(changes: AskChanges = {}): Ask {
  const { person, account, now = NOW, zone = 'UTC' } = changes;
  return {
    survey: {
      id: 'srv_0123456789abcdef',
      status: changes.status ?? 'live',
      targeting: { touchpoints: [], url_patterns: [], delay_s: 0, ...changes.targeting },
      pressure: { ...NO_PRESSURE, ...changes.pressure },
      schedule: { starts_on: null, wave_days: null, even_spread: false, ...changes.schedule },
    },
    surveyNumber: 1,
    answers: changes.answers ?? 0,
    person:
      person === null
        ? undefined
        : { id: 'ada', anonymous: false, startedOn: null, optedOut: false, memory: {}, ...person },
    account: account && { id: 'acme', startedOn: null, askedToday: 0, ...account },
    traits: changes.traits ?? {},
    locale: changes.locale,
    clock: clockIn(zone, now),
  };
}
