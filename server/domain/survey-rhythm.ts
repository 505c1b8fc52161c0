import type { Survey } from '../../shared/contract/surveys.ts';
import { Problem, type FieldError } from '../../shared/problem.ts';

/**
 * How much longer a wave must be than the rest for an even spread to stay even: whoever is asked late in one wave must have rested
 * by their day in the next (measured: `docs/adr/0006-even-spread.md`).
 */
const WAVE_PER_REST = 4 / 3;

/** Throws `invalid_request`, naming each field of the schedule that the rests contradict. */
export function insistOnRhythm(rhythm: Pick<Survey, 'pressure' | 'schedule'>): void {
  const errors = contradictionsOf(rhythm);
  if (errors.length > 0) throw new Problem('invalid_request', { errors });
}

function contradictionsOf({ pressure: { rest_days }, schedule }: Pick<Survey, 'pressure' | 'schedule'>): FieldError[] {
  const { wave_days, even_spread } = schedule;
  if (wave_days === null) {
    return even_spread ? [{ path: '/schedule/even_spread', message: 'needs waves: set wave_days' }] : [];
  }
  if (rest_days === null) {
    return [{ path: '/schedule/wave_days', message: 'is for a survey that comes back, and rest_days is null' }];
  }
  const shortest = Math.ceil(rest_days * (even_spread ? WAVE_PER_REST : 1));
  if (wave_days >= shortest) return [];
  return [
    {
      path: '/schedule/wave_days',
      message: `must be at least ${shortest}: with ${rest_days} rest_days${even_spread ? ' and even_spread' : ''}, people would miss waves`,
    },
  ];
}
