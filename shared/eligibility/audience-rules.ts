import { dateOfDay, type Day } from '../calendar/day.ts';
import { meets } from '../conditions.ts';
import type { Survey } from '../contract/surveys.ts';
import { LIMITS } from '../limits.ts';
import { rule, type Ask, type AskedPerson } from './ask.ts';
import { isInSample, waveOf } from './wave.ts';

/** Whether the survey is for this person. */
export const AUDIENCE_RULES = [
  rule(
    'excluded',
    ({ survey, person, account }) => {
      const { respondents, accounts } = survey.targeting.exclude ?? {};
      const isExcluded =
        (person && !person.anonymous && respondents?.includes(person.id)) ||
        (account && accounts?.includes(account.id));
      return isExcluded ? null : undefined;
    },
    ({ survey, person, account }) => ({
      respondent: nameOf(person),
      account: account?.id ?? null,
      excluded_respondents: survey.targeting.exclude?.respondents?.length ?? 0,
      excluded_accounts: survey.targeting.exclude?.accounts?.length ?? 0,
    }),
  ),
  rule(
    'opted_out',
    ({ person }) => (person?.optedOut ? null : undefined),
    ({ person }) => ({ opted_out: person?.optedOut ?? false }),
  ),
  rule(
    'needs_identity',
    (ask) => (ask.person === undefined && tellsPeopleApart(ask.survey) ? null : undefined),
    (ask) => ({ known: ask.person !== undefined, tells_people_apart: tellsPeopleApart(ask.survey) }),
  ),
  rule(
    'other_locale',
    ({ survey, locale }) => {
      const { locales } = survey.targeting;
      return !locales || (locale !== undefined && locales.some((wanted: string) => takesIn(wanted, locale)))
        ? undefined
        : null;
    },
    ({ survey, locale }) => ({ locales: survey.targeting.locales ?? null, locale: locale ?? null }),
  ),
  rule(
    'traits_differ',
    ({ survey, traits }) => (unmetTrait(survey.targeting.traits, traits) === undefined ? undefined : null),
    ({ survey, traits }) => {
      const wanted = survey.targeting.traits ?? {};
      const unmet = unmetTrait(wanted, traits);
      return { wanted, traits, ...(unmet !== undefined && { unmet }) };
    },
  ),
  rule(
    'started_recently',
    (ask) => {
      const first = firstDayToAsk(ask);
      return first !== undefined && ask.clock.today < first ? ask.clock.startOf(first) : undefined;
    },
    ({ survey, person, account }) => ({
      days: { respondent: LIMITS.startedDays, account: LIMITS.startedDays, ...survey.targeting.started_days },
      respondent_started_on: dateOrNull(person?.startedOn),
      account_started_on: dateOrNull(account?.startedOn),
    }),
  ),
  rule(
    'not_sampled',
    ({ survey, person, clock }) => {
      const percent = survey.targeting.sample_percent;
      if (percent === undefined || person === undefined) return undefined;
      const wave = waveOf(survey.schedule, clock.today);
      if (isInSample(percent, survey.id, wave, keyOf(person))) return undefined;
      return wave ? clock.startOf(wave.end) : null;
    },
    ({ survey, clock }) => ({
      sample_percent: survey.targeting.sample_percent ?? null,
      wave: waveOf(survey.schedule, clock.today)?.number ?? null,
    }),
  ),
] as const;

/** What sticky hashes know a person by: a device is no respondent, though their ids may read alike. */
export function keyOf({ id, anonymous }: Pick<AskedPerson, 'id' | 'anonymous'>): string {
  return `${anonymous ? 'device' : 'respondent'} ${id}`;
}

/** What is asked once, of everybody, may be asked of somebody who cannot be recognised. */
export function tellsPeopleApart({
  pressure,
  schedule,
  targeting,
}: Pick<Survey, 'pressure' | 'schedule' | 'targeting'>): boolean {
  return pressure.rest_days !== null || schedule.wave_days !== null || targeting.sample_percent !== undefined;
}

/** `de` takes in `de-AT`; languages are told apart without regard to case (RFC 4647, basic filtering). */
function takesIn(wanted: string, locale: string): boolean {
  return `${locale}-`.toLowerCase().startsWith(`${wanted}-`.toLowerCase());
}

function unmetTrait(wanted: Ask['survey']['targeting']['traits'], traits: Ask['traits']): string | undefined {
  for (const key in wanted) if (!meets(wanted[key]!, traits[key])) return key;
  return undefined;
}

/** The later of the days on which the person and the account have been there long enough; unknown days wait for nothing. */
function firstDayToAsk({ survey, person, account }: Ask): Day | undefined {
  const { respondent = LIMITS.startedDays, account: ofAccount = LIMITS.startedDays } =
    survey.targeting.started_days ?? {};
  const days = [
    typeof person?.startedOn === 'number' ? person.startedOn + respondent : -Infinity,
    typeof account?.startedOn === 'number' ? account.startedOn + ofAccount : -Infinity,
  ];
  const first = Math.max(...days);
  return first === -Infinity ? undefined : first;
}

function nameOf(person: AskedPerson | undefined): string | null {
  return person && !person.anonymous ? person.id : null;
}

function dateOrNull(day: Day | null | undefined): string | null {
  return typeof day === 'number' ? dateOfDay(day) : null;
}
