import { dateOfDay, dayFromDate } from '../calendar/day.ts';
import { rule } from './ask.ts';
import { firstDay } from './wave.ts';

/** Whether the survey asks anybody at all. */
export const SURVEY_RULES = [
  rule(
    'survey_not_live',
    ({ survey }) => (survey.status === 'live' ? undefined : null),
    ({ survey }) => ({ status: survey.status }),
  ),
  rule(
    'not_started',
    ({ survey, clock }) => {
      const first = firstDay(survey.schedule.starts_on);
      return clock.today < first ? clock.startOf(first) : undefined;
    },
    ({ survey, clock }) => ({ starts_on: survey.schedule.starts_on, today: dateOfDay(clock.today) }),
  ),
  rule(
    'past_last_day',
    ({ survey, clock }) => {
      const until = survey.targeting.quota?.until;
      return until !== undefined && clock.today > dayFromDate(until)! ? null : undefined;
    },
    ({ survey, clock }) => ({ until: survey.targeting.quota?.until ?? null, today: dateOfDay(clock.today) }),
  ),
  rule(
    'enough_answers',
    ({ survey, answers }) => (answers >= (survey.targeting.quota?.responses ?? Infinity) ? null : undefined),
    ({ survey, answers }) => {
      const responses = survey.targeting.quota?.responses;
      return responses === undefined ? { responses: null } : { responses, answers };
    },
  ),
] as const;
