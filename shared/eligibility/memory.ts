import type { Clock } from '../calendar/clock.ts';
import { DAY_MS } from '../calendar/day.ts';
import type { Survey } from '../contract/surveys.ts';
import { waveOf } from './wave.ts';

/** What is remembered of one person and one survey. Instants are epoch milliseconds, UTC. */
export interface SurveyMemory {
  /** The first display of the window in which displays are counted. */
  wave_started_at: number;
  displays_in_wave: number;
  /** The last moment it was on screen as far as the server knows: its display, or the dismissal that ended it. */
  last_shown_at: number;
  last_answer_at: number | null;
  /** What stood here before the last display, for the case that nothing was drawn; `null` when nothing did. */
  before?: Omit<SurveyMemory, 'before'> | null;
}

/**
 * All that is remembered of one person, by the number of the survey. It grows with the surveys that a person was shown, of which
 * a project has a bounded number, and not with how often.
 */
export type PersonMemory = Record<number, SurveyMemory>;

type Rounds = Pick<Survey, 'pressure' | 'schedule'>;

/** Whether displays are counted anew: in the next wave of the survey's own, or when the person's window of `rest_days` is over. */
export function windowIsOver({ pressure, schedule }: Rounds, { wave_started_at }: SurveyMemory, clock: Clock): boolean {
  if (schedule.wave_days !== null) return !isInWaveOf(schedule, wave_started_at, clock);
  return pressure.rest_days !== null && clock.now >= wave_started_at + pressure.rest_days * DAY_MS;
}

export function isInWaveOf(schedule: Survey['schedule'], instant: number, clock: Clock): boolean {
  return waveOf(schedule, clock.dayOf(instant))?.number === waveOf(schedule, clock.today)?.number;
}

/** The last moment that any other survey was on screen. */
export function otherSurveyShownAt(memory: PersonMemory, surveyNumber: number): number | undefined {
  let last: number | undefined;
  for (const number in memory) {
    const shownAt = memory[number]!.last_shown_at;
    if (Number(number) !== surveyNumber && (last === undefined || shownAt > last)) last = shownAt;
  }
  return last;
}

export function afterDisplay(memory: PersonMemory, surveyNumber: number, survey: Rounds, clock: Clock): PersonMemory {
  const { before: _, ...known } = memory[surveyNumber] ?? {};
  const before = memory[surveyNumber] ? (known as Omit<SurveyMemory, 'before'>) : null;
  const opens = before === null || windowIsOver(survey, before, clock);
  return {
    ...memory,
    [surveyNumber]: {
      wave_started_at: opens ? clock.now : before.wave_started_at,
      displays_in_wave: opens ? 1 : before.displays_in_wave + 1,
      last_shown_at: clock.now,
      last_answer_at: before?.last_answer_at ?? null,
      before,
    },
  };
}

/** A display that nobody saw leaves no trace, unless there was a later one. */
export function afterGivingBack(memory: PersonMemory, surveyNumber: number, displayedAt: number): PersonMemory {
  const { [surveyNumber]: known, ...others } = memory;
  if (known?.before === undefined || known.last_shown_at !== displayedAt) return memory;
  return known.before === null ? others : { ...others, [surveyNumber]: known.before };
}

/** The rest begins when the question leaves the screen. */
export function afterDismissal(memory: PersonMemory, surveyNumber: number, now: number): PersonMemory {
  const known = memory[surveyNumber];
  if (!known) return memory;
  const { before: _, ...rest } = known;
  return { ...memory, [surveyNumber]: { ...rest, last_shown_at: Math.max(known.last_shown_at, now) } };
}

/** `displayedAt` counts where the display was given back before it was answered after all. */
export function afterAnswer(
  memory: PersonMemory,
  surveyNumber: number,
  displayedAt: number,
  answeredAt: number,
): PersonMemory {
  const { before: _, ...known } = memory[surveyNumber] ?? {
    wave_started_at: displayedAt,
    displays_in_wave: 1,
    last_shown_at: answeredAt,
  };
  return {
    ...memory,
    [surveyNumber]: {
      ...known,
      last_shown_at: Math.max(known.last_shown_at, answeredAt),
      last_answer_at: answeredAt,
    },
  };
}

/** Two memories that turned out to be of one person. In doubt the person has been asked more often, not less. */
export function mergedMemories(one: PersonMemory, other: PersonMemory): PersonMemory {
  const merged: PersonMemory = { ...one };
  for (const number in other) {
    const [a, b] = [one[number], other[number]!];
    merged[number] = a
      ? {
          wave_started_at: Math.max(a.wave_started_at, b.wave_started_at),
          displays_in_wave: a.displays_in_wave + b.displays_in_wave,
          last_shown_at: Math.max(a.last_shown_at, b.last_shown_at),
          last_answer_at: laterOf(a.last_answer_at, b.last_answer_at),
        }
      : b;
  }
  return merged;
}

function laterOf(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}
