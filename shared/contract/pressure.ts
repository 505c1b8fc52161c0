import { Type, type Static } from 'typebox';
import { Day, Strict } from './common.ts';

const Days = (description: string) => Type.Integer({ minimum: 0, maximum: 3_650, description });
const OrNull = <const T extends Type.TSchema>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description });

/** How often one person, and one company, may be asked. */
export const Pressure = Strict(
  {
    rest_days: OrNull(
      Days('Days of rest after an answer.'),
      'Days of rest after an answer, and without `wave_days` the length of the window that `displays_per_wave` counts in; null asks once, ever.',
    ),
    rest_after_other_survey_days: Days('Days of rest after a display of any other survey.'),
    rest_after_dismissal_days: Days('Days of rest after a display that was dismissed or left unanswered.'),
    displays_per_wave: Type.Integer({
      minimum: 1,
      maximum: 20,
      description: 'How often one person sees it at most in a wave, or until `rest_days` have passed.',
    }),
    asks_per_account_per_day: OrNull(
      Type.Integer({ minimum: 1, maximum: 10_000 }),
      'How many people of one account any survey may have asked on a day before this one waits; null sets no bound.',
    ),
  },
  { description: 'How often one person, and one company, may be asked.' },
);

/** When a survey asks, round by round. */
export const Schedule = Strict(
  {
    starts_on: OrNull(Day, 'The first day, and the day from which waves are counted; null: the day it goes live.'),
    wave_days: OrNull(
      Type.Integer({ minimum: 1, maximum: 3_650 }),
      'Length of a wave, in which everybody is asked once; null: each person comes back when they have rested.',
    ),
    even_spread: Type.Boolean({
      description: 'Each person waits for a day of their own within the wave, the same in every wave.',
    }),
  },
  { description: 'When a survey asks, round by round.' },
);

export type Pressure = Static<typeof Pressure>;
export type Schedule = Static<typeof Schedule>;
