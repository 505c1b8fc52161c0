import { newSurvey } from '../../server/domain/survey-definition.ts';
import { dateOfDay } from '../../shared/calendar/day.ts';
import type { Survey } from '../../shared/contract/surveys.ts';

/** A Monday. */
export const FIRST_DAY = 20_457;
/** Two years: eight waves and some days. */
export const DAYS = 730;
export const WAVE_DAYS = 90;
export const SAMPLE_PERCENT = 10;

/** One relationship survey in waves, spread evenly, and two transactional ones, one of them for a sample. */
export function townSurveys(): Survey[] {
  const relationship = newSurvey(
    {
      name: 'Relationship',
      kind: 'relationship',
      pressure: { rest_days: 67 },
      schedule: { starts_on: dateOfDay(FIRST_DAY), wave_days: WAVE_DAYS, even_spread: true },
    },
    0,
  );
  const paid = newSurvey(
    { name: 'Invoice paid', kind: 'transactional', targeting: { touchpoints: ['invoice_paid'] } },
    0,
  );
  const closed = newSurvey(
    {
      name: 'Ticket closed',
      kind: 'transactional',
      targeting: { touchpoints: ['ticket_closed'], sample_percent: SAMPLE_PERCENT },
    },
    0,
  );
  // Sticky hashes hang on the id: the same town is asked the same way in every run.
  return [relationship, paid, closed].map((survey, i) => ({
    ...survey,
    id: `srv_000000000000000${i + 1}`,
    status: 'live' as const,
  }));
}
