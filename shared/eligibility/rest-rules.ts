import { DAY_MS, dateOfDay } from '../calendar/day.ts';
import { rule, type Ask } from './ask.ts';
import { keyOf } from './audience-rules.ts';
import { isInWaveOf, otherSurveyShownAt, windowIsOver, type SurveyMemory } from './memory.ts';
import { slotIn, waveOf } from './wave.ts';

/** Whether the person, and the company, have been asked enough for now. */
export const REST_RULES = [
  rule(
    'asked_once',
    (ask) => (ask.survey.pressure.rest_days === null && answeredAt(ask) !== null ? null : undefined),
    (ask) => ({
      asks_once: ask.survey.pressure.rest_days === null,
      last_answer_at: instant(answeredAt(ask)),
    }),
  ),
  rule(
    'resting_after_answer',
    (ask) => {
      const { rest_days } = ask.survey.pressure;
      return rest_days === null ? undefined : restUntil(answeredAt(ask), rest_days, ask);
    },
    (ask) => ({
      rest_days: ask.survey.pressure.rest_days,
      last_answer_at: instant(answeredAt(ask)),
    }),
  ),
  rule(
    'answered_this_wave',
    ({ survey: { schedule }, clock, ...ask }) => {
      const wave = waveOf(schedule, clock.today);
      const answered = answeredAt(ask);
      return wave && answered !== null && isInWaveOf(schedule, answered, clock) ? clock.startOf(wave.end) : undefined;
    },
    (ask) => ({ wave: waveInputs(ask), last_answer_at: instant(answeredAt(ask)) }),
  ),
  // A display that was left without a word rests as long as one that was closed: silence is not an invitation.
  rule(
    'resting_after_dismissal',
    (ask) => restUntil(ofSurvey(ask)?.last_shown_at, ask.survey.pressure.rest_after_dismissal_days, ask),
    (ask) => ({
      rest_after_dismissal_days: ask.survey.pressure.rest_after_dismissal_days,
      last_shown_at: instant(ofSurvey(ask)?.last_shown_at),
    }),
  ),
  rule(
    'wave_full',
    (ask) => {
      const { pressure, schedule } = ask.survey;
      const memory = ofSurvey(ask);
      if (!memory || memory.displays_in_wave < pressure.displays_per_wave) return undefined;
      if (windowIsOver(ask.survey, memory, ask.clock)) return undefined;
      const wave = waveOf(schedule, ask.clock.today);
      if (wave) return ask.clock.startOf(wave.end);
      return pressure.rest_days === null ? null : memory.wave_started_at + pressure.rest_days * DAY_MS;
    },
    (ask) => {
      const memory = ofSurvey(ask);
      const counts = memory && !windowIsOver(ask.survey, memory, ask.clock);
      return {
        displays_per_wave: ask.survey.pressure.displays_per_wave,
        displays_in_wave: counts ? memory.displays_in_wave : 0,
      };
    },
  ),
  rule(
    'resting_after_other_survey',
    (ask) => restUntil(otherShownAt(ask), ask.survey.pressure.rest_after_other_survey_days, ask),
    (ask) => ({
      rest_after_other_survey_days: ask.survey.pressure.rest_after_other_survey_days,
      other_survey_shown_at: instant(otherShownAt(ask)),
    }),
  ),
  rule(
    'slot_to_come',
    (ask) => {
      const slot = slotOf(ask);
      return slot !== undefined && ask.clock.today < slot ? ask.clock.startOf(slot) : undefined;
    },
    (ask) => {
      const slot = slotOf(ask);
      return {
        even_spread: ask.survey.schedule.even_spread,
        wave: waveInputs(ask),
        slot: slot === undefined ? null : dateOfDay(slot),
      };
    },
  ),
  rule(
    'account_asked_today',
    ({ survey, account, clock }) => {
      const most = survey.pressure.asks_per_account_per_day;
      return most !== null && account && account.askedToday >= most ? clock.startOf(clock.today + 1) : undefined;
    },
    ({ survey, account }) => ({
      asks_per_account_per_day: survey.pressure.asks_per_account_per_day,
      asked_today: account?.askedToday ?? 0,
    }),
  ),
] as const;

function ofSurvey({ person, surveyNumber }: Pick<Ask, 'person' | 'surveyNumber'>): SurveyMemory | undefined {
  return person?.memory[surveyNumber];
}

function answeredAt(ask: Pick<Ask, 'person' | 'surveyNumber'>): number | null {
  return ofSurvey(ask)?.last_answer_at ?? null;
}

function otherShownAt({ person, surveyNumber }: Ask): number | undefined {
  return person && otherSurveyShownAt(person.memory, surveyNumber);
}

function restUntil(since: number | null | undefined, days: number, { clock }: Ask): number | undefined {
  if (since === null || since === undefined) return undefined;
  const end = since + days * DAY_MS;
  return clock.now < end ? end : undefined;
}

function slotOf({ survey: { id, schedule }, person, clock }: Ask): number | undefined {
  if (!schedule.even_spread || !person) return undefined;
  const wave = waveOf(schedule, clock.today);
  return wave && slotIn(wave, id, keyOf(person));
}

function waveInputs({ survey: { schedule }, clock }: Ask): object | null {
  const wave = waveOf(schedule, clock.today);
  return wave ? { number: wave.number, first_day: dateOfDay(wave.start), last_day: dateOfDay(wave.end - 1) } : null;
}

function instant(time: number | null | undefined): string | null {
  return time === null || time === undefined ? null : new Date(time).toISOString();
}
