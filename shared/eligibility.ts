import type { Pressure } from './contract/surveys.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Why somebody is not asked now. Secret keys see these; a browser sees only the coarse refusal that `refusalOf` gives. */
export type Because =
  | 'survey_not_live'
  | 'needs_identity'
  | 'asked_once'
  | 'resting_after_answer'
  | 'resting_after_dismissal'
  | 'resting_after_other_survey'
  | 'wave_full';

/** `retry_at` is the epoch millisecond at which the rule that refused would pass; `null` when time alone changes nothing. */
export type Verdict = { ask: true } | { ask: false; because: Because; retry_at: number | null };

/** What the server remembers of one person and one survey. Instants are epoch milliseconds, UTC. */
export interface SurveyHistory {
  /** Begin of the window in which displays are counted: the first display after the last window ended. */
  wave_started_at: number;
  displays_in_wave: number;
  /** The last moment it was on screen as far as the server knows: its display, or the dismissal that ended it. */
  last_shown_at: number;
  last_answer_at: number | null;
}

export interface PersonHistory {
  /** `undefined` when this survey was never shown to the person. */
  survey: SurveyHistory | undefined;
  /** The same moment for any other survey of the project. */
  other_survey_shown_at: number | null;
}

/**
 * May this person be asked this survey at `now`? `history` is `undefined` for somebody the server cannot tell apart from
 * anybody else (no respondent id, no device id): only a survey that asks once and never returns may ask such a visitor.
 */
export function mayAsk(pressure: Pressure, history: PersonHistory | undefined, now: number): Verdict {
  if (history === undefined) return pressure.rest_days === null ? { ask: true } : no('needs_identity', null);

  const { survey, other_survey_shown_at: otherShown } = history;
  return (
    (survey && (restAfterAnswer(pressure, survey, now) ?? restAfterDismissal(pressure, survey, now))) ??
    (survey && fullWave(pressure, survey, now)) ??
    restAfterOtherSurvey(pressure, otherShown, now) ?? { ask: true }
  );
}

/** The window that `displays_per_wave` counts in: it opens with a display and lasts `rest_days`, or for ever. */
export function waveIsOver(pressure: Pressure, survey: SurveyHistory, now: number): boolean {
  return pressure.rest_days !== null && now >= survey.wave_started_at + pressure.rest_days * DAY_MS;
}

/** What the person's history becomes when the survey is shown at `now`. */
export function afterDisplay(pressure: Pressure, survey: SurveyHistory | undefined, now: number): SurveyHistory {
  if (survey === undefined || waveIsOver(pressure, survey, now)) {
    return {
      wave_started_at: now,
      displays_in_wave: 1,
      last_shown_at: now,
      last_answer_at: survey?.last_answer_at ?? null,
    };
  }
  return { ...survey, displays_in_wave: survey.displays_in_wave + 1, last_shown_at: now };
}

function restAfterAnswer(pressure: Pressure, survey: SurveyHistory, now: number): Verdict | undefined {
  if (survey.last_answer_at === null) return undefined;
  if (pressure.rest_days === null) return no('asked_once', null);
  return restingUntil(survey.last_answer_at + pressure.rest_days * DAY_MS, 'resting_after_answer', now);
}

/** A display that was left without a word rests as long as one that was closed: silence is not an invitation. */
function restAfterDismissal(pressure: Pressure, survey: SurveyHistory, now: number): Verdict | undefined {
  return restingUntil(
    survey.last_shown_at + pressure.rest_after_dismissal_days * DAY_MS,
    'resting_after_dismissal',
    now,
  );
}

function fullWave(pressure: Pressure, survey: SurveyHistory, now: number): Verdict | undefined {
  if (waveIsOver(pressure, survey, now) || survey.displays_in_wave < pressure.displays_per_wave) return undefined;
  const end = pressure.rest_days === null ? null : survey.wave_started_at + pressure.rest_days * DAY_MS;
  return no('wave_full', end);
}

function restAfterOtherSurvey(pressure: Pressure, otherShown: number | null, now: number): Verdict | undefined {
  if (otherShown === null) return undefined;
  return restingUntil(otherShown + pressure.rest_after_other_survey_days * DAY_MS, 'resting_after_other_survey', now);
}

function restingUntil(end: number, because: Because, now: number): Verdict | undefined {
  return now < end ? no(because, end) : undefined;
}

function no(because: Because, retryAt: number | null): Verdict {
  return { ask: false, because, retry_at: retryAt };
}
