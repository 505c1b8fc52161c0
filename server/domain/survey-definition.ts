import type { Kind } from '../../shared/contract/common.ts';
import type { NewSurvey, Survey, SurveyChange, SurveyStatus, SurveyWording } from '../../shared/contract/surveys.ts';
import type { Look } from '../../shared/contract/look.ts';
import type { Clock } from '../../shared/calendar/clock.ts';
import { dateOfDay } from '../../shared/calendar/day.ts';
import type { Pressure, Schedule } from '../../shared/contract/pressure.ts';
import { Problem } from '../../shared/problem.ts';
import { insistOnRhythm } from './survey-rhythm.ts';
import { randomBase62 } from './base62.ts';
import { overlaid } from './overlaid.ts';
import { changedTargeting } from './targeting-definition.ts';

/** How often a survey of each kind asks one person unless its team decides otherwise. */
const PRESSURE: Record<Kind, Pressure> = {
  relationship: {
    rest_days: 90,
    rest_after_other_survey_days: 30,
    rest_after_dismissal_days: 14,
    displays_per_wave: 2,
    asks_per_account_per_day: 1,
  },
  transactional: {
    rest_days: 30,
    rest_after_other_survey_days: 30,
    rest_after_dismissal_days: 14,
    displays_per_wave: 2,
    asks_per_account_per_day: 1,
  },
};

/** Each person comes back when they have rested, so that whoever installs Elleve sees it ask at once. */
const SCHEDULE: Schedule = { starts_on: null, wave_days: null, even_spread: false };

/** A draft. Throws `invalid_request` where its fields contradict each other. */
export function newSurvey(asked: NewSurvey, now: number): Survey {
  const { name, kind = 'relationship', wording = { default_locale: 'en', locales: {} } } = asked;
  const at = new Date(now).toISOString();
  const rhythm = {
    pressure: { ...PRESSURE[kind], ...asked.pressure },
    schedule: { ...SCHEDULE, ...asked.schedule },
  };
  insistOnRhythm(rhythm);
  return {
    id: `srv_${randomBase62(16)}`,
    name,
    kind,
    status: 'draft',
    version: 1,
    wording,
    look: overlaid<Look>({ position: 'bottom_right', theme: 'auto' }, asked.look),
    targeting: changedTargeting({ touchpoints: [], url_patterns: [], delay_s: 0 }, asked.targeting),
    ...rhythm,
    ...(asked.ask_contact !== undefined && { ask_contact: asked.ask_contact }),
    created_at: at,
    updated_at: at,
  };
}

/**
 * `look`, `targeting`, `pressure` and `schedule` are changed field by field, null taking away what may be absent, `wording` as a whole. Throws `status_refused`, and
 * `invalid_request` where fields contradict each other.
 */
export function changedSurvey(survey: Survey, change: SurveyChange, clock: Clock): Survey {
  const { name = survey.name, wording = survey.wording, status = survey.status } = change;
  if (status !== survey.status && !NEXT[survey.status].includes(status)) throw new Problem('status_refused');
  const pressure = { ...survey.pressure, ...change.pressure };
  const schedule = { ...survey.schedule, ...change.schedule };
  // Waves are counted from here on, whatever becomes of the survey later.
  if (status === 'live' && schedule.wave_days !== null) schedule.starts_on ??= dateOfDay(clock.today);
  insistOnRhythm({ pressure, schedule });
  return {
    ...survey,
    name,
    wording,
    status,
    version: asksTheSame(survey.wording, wording) ? survey.version : survey.version + 1,
    look: overlaid(survey.look, change.look),
    targeting: changedTargeting(survey.targeting, change.targeting),
    pressure,
    schedule,
    ...(change.ask_contact !== undefined && { ask_contact: change.ask_contact }),
    // Always later than before, so that two edits within one millisecond are told apart.
    updated_at: new Date(Math.max(clock.now, Date.parse(survey.updated_at) + 1)).toISOString(),
  };
}

const NEXT: Record<SurveyStatus, SurveyStatus[]> = {
  draft: ['live'],
  live: ['paused'],
  paused: ['live', 'archived'],
  archived: [],
};

/** Scores stay comparable as long as the question and the ends of the scale read the same in every language. */
function asksTheSame(before: SurveyWording, after: SurveyWording): boolean {
  return questionsOf(before) === questionsOf(after);
}

function questionsOf({ default_locale, locales }: SurveyWording): string {
  const questions = Object.entries(locales)
    .map(([locale, { question, low, high }]) => [locale, question, low, high])
    .filter(([, ...parts]) => parts.some((part) => part !== undefined))
    .sort(([a], [b]) => (a! < b! ? -1 : 1));
  return JSON.stringify([default_locale, questions]);
}
