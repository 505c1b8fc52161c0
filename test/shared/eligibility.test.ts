import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pressure } from '../../shared/contract/surveys.ts';
import { afterDisplay, mayAsk, waveIsOver, type PersonHistory, type SurveyHistory } from '../../shared/eligibility.ts';

const DAY = 86_400_000;
const NOW = 1_000 * DAY;

const PRESSURE: Pressure = {
  rest_days: 90,
  rest_after_other_survey_days: 30,
  rest_after_dismissal_days: 14,
  displays_per_wave: 2,
};
const ONCE: Pressure = { ...PRESSURE, rest_days: null };

/** Shown once, that many days ago, and left without an answer. */
function shown(daysAgo: number, more: Partial<SurveyHistory> = {}): SurveyHistory {
  const time = NOW - daysAgo * DAY;
  return { wave_started_at: time, displays_in_wave: 1, last_shown_at: time, last_answer_at: null, ...more };
}

function answered(daysAgo: number): SurveyHistory {
  return shown(daysAgo, { last_answer_at: NOW - daysAgo * DAY });
}

function person(survey?: SurveyHistory, otherShownDaysAgo?: number): PersonHistory {
  return { survey, other_survey_shown_at: otherShownDaysAgo === undefined ? null : NOW - otherShownDaysAgo * DAY };
}

const PRESSURE_BOUNDS = {
  rest_days: fc.integer({ min: 1, max: 120 }),
  rest_after_other_survey_days: fc.constant(0),
  rest_after_dismissal_days: fc.integer({ min: 0, max: 30 }),
};

describe('mayAsk', () => {
  it.each<[string, Pressure, PersonHistory | undefined]>([
    ['somebody new', PRESSURE, person()],
    ['somebody who answered 90 days ago', PRESSURE, person(answered(90))],
    ['somebody who dismissed 14 days ago', PRESSURE, person(shown(14))],
    ['somebody who saw another survey 30 days ago', PRESSURE, person(undefined, 30)],
    ['somebody with a full wave that ended', PRESSURE, person(shown(90, { displays_in_wave: 2 }))],
    ['an unknown visitor, when it asks once', ONCE, undefined],
    ['somebody new, when it asks once', ONCE, person()],
    ['somebody who dismissed once, when it asks once', ONCE, person(shown(14))],
    [
      'anybody without rests',
      { ...PRESSURE, rest_days: 0, rest_after_dismissal_days: 0, rest_after_other_survey_days: 0 },
      person(answered(0), 0),
    ],
  ])('asks %s', (_, pressure, history) => {
    expect(mayAsk(pressure, history, NOW)).toEqual({ ask: true });
  });

  it.each<[string, Pressure, PersonHistory | undefined, string, number | null]>([
    ['an unknown visitor', PRESSURE, undefined, 'needs_identity', null],
    ['somebody who answered yesterday', PRESSURE, person(answered(1)), 'resting_after_answer', 89],
    ['somebody who answered long ago, when it asks once', ONCE, person(answered(900)), 'asked_once', null],
    ['somebody who dismissed yesterday', PRESSURE, person(shown(1)), 'resting_after_dismissal', 13],
    ['somebody who saw another survey yesterday', PRESSURE, person(undefined, 1), 'resting_after_other_survey', 29],
    ['somebody with a full wave', PRESSURE, person(shown(20, { displays_in_wave: 2 })), 'wave_full', 70],
    [
      'somebody with a full wave, when it asks once',
      ONCE,
      person(shown(900, { displays_in_wave: 2 })),
      'wave_full',
      null,
    ],
    ['first for the answer', PRESSURE, person({ ...answered(1), displays_in_wave: 2 }, 1), 'resting_after_answer', 89],
    ['then for the dismissal', PRESSURE, person(shown(1, { displays_in_wave: 2 }), 1), 'resting_after_dismissal', 13],
    ['then for the wave', PRESSURE, person(shown(20, { displays_in_wave: 2 }), 1), 'wave_full', 70],
  ])('refuses %s', (_, pressure, history, because, daysToGo) => {
    const retry_at = daysToGo === null ? null : NOW + daysToGo * DAY;
    expect(mayAsk(pressure, history, NOW)).toEqual({ ask: false, because, retry_at });
  });

  const pressures = fc.record({
    rest_days: fc.option(fc.integer({ min: 0, max: 400 })),
    rest_after_other_survey_days: fc.integer({ min: 0, max: 400 }),
    rest_after_dismissal_days: fc.integer({ min: 0, max: 400 }),
    displays_per_wave: fc.integer({ min: 1, max: 20 }),
  });
  const instants = fc.integer({ min: NOW - 500 * DAY, max: NOW });
  const histories: fc.Arbitrary<PersonHistory> = fc.record({
    survey: fc.option(
      fc.record({
        wave_started_at: instants,
        displays_in_wave: fc.integer({ min: 1, max: 20 }),
        last_shown_at: instants,
        last_answer_at: fc.option(instants),
      }),
      { nil: undefined },
    ),
    other_survey_shown_at: fc.option(instants),
  });

  it('names the first instant at which the rule that refused passes', () => {
    fc.assert(
      fc.property(pressures, histories, (pressure, history) => {
        const verdict = mayAsk(pressure, history, NOW);
        if (verdict.ask || verdict.retry_at === null) return;
        expect(verdict.retry_at).toBeGreaterThan(NOW);
        expect(mayAsk(pressure, history, verdict.retry_at - 1)).toEqual(verdict);
        expect(mayAsk(pressure, history, verdict.retry_at)).not.toMatchObject({ because: verdict.because });
      }),
    );
  });

  it('asks everybody in the end, unless it says that time changes nothing', () => {
    fc.assert(
      fc.property(pressures, histories, (pressure, history) => {
        let now = NOW;
        for (let waits = 0; waits <= 4; waits++) {
          const verdict = mayAsk(pressure, history, now);
          if (verdict.ask || verdict.retry_at === null) return;
          now = verdict.retry_at;
        }
        expect.unreachable('Each of the four rules refuses once at most.');
      }),
    );
  });

  it('never asks more often than the survey allows, however often a page tries', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 60 * DAY }), { maxLength: 100 });
    fc.assert(
      fc.property(
        fc.record({ ...PRESSURE_BOUNDS, displays_per_wave: fc.integer({ min: 1, max: 4 }) }),
        gaps,
        (pressure, tries) => {
          let survey: SurveyHistory | undefined;
          let now = NOW;
          const shownAt: number[] = [];
          for (const gap of tries) {
            now += gap;
            if (!mayAsk(pressure, { survey, other_survey_shown_at: null }, now).ask) continue;
            survey = afterDisplay(pressure, survey, now);
            shownAt.push(now);
          }
          shownAt.forEach((time, i) => {
            const next = shownAt[i + 1] ?? Infinity;
            expect(next - time).toBeGreaterThanOrEqual(pressure.rest_after_dismissal_days * DAY);
            const first = shownAt.slice(i).filter((later) => later < time + pressure.rest_days * DAY);
            // Two windows may touch: the end of one and the begin of the next.
            expect(first.length).toBeLessThanOrEqual(2 * pressure.displays_per_wave);
          });
        },
      ),
    );
  });
});

describe('a wave', () => {
  it('opens with a display and keeps the time of the last answer', () => {
    const first = afterDisplay(PRESSURE, undefined, NOW);
    expect(first).toEqual({ wave_started_at: NOW, displays_in_wave: 1, last_shown_at: NOW, last_answer_at: null });
    const next = afterDisplay(PRESSURE, { ...first, last_answer_at: NOW }, NOW + 90 * DAY);
    expect(next).toMatchObject({ wave_started_at: NOW + 90 * DAY, displays_in_wave: 1, last_answer_at: NOW });
  });

  it('counts its displays until it is over', () => {
    const first = afterDisplay(PRESSURE, undefined, NOW);
    const second = afterDisplay(PRESSURE, first, NOW + 90 * DAY - 1);
    expect(second).toMatchObject({ wave_started_at: NOW, displays_in_wave: 2, last_shown_at: NOW + 90 * DAY - 1 });
  });

  it.each([
    [PRESSURE, 90 * DAY - 1, false],
    [PRESSURE, 90 * DAY, true],
    [ONCE, 9_000 * DAY, false],
  ])('is over when the rest of an answer would be', (pressure, age, over) => {
    expect(waveIsOver(pressure, shown(0), NOW + age)).toBe(over);
  });
});
