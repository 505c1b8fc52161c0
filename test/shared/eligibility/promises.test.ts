import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockIn } from '../../../shared/calendar/clock.ts';
import { explain, mayAsk } from '../../../shared/eligibility.ts';
import type { Ask } from '../../../shared/eligibility/ask.ts';
import { afterAnswer, afterDisplay, type PersonMemory } from '../../../shared/eligibility/memory.ts';
import { askFixture, DAY, NOW } from './ask-fixture.ts';

const days = (max: number) => fc.integer({ min: 0, max });
const instants = fc.integer({ min: NOW - 500 * DAY, max: NOW });
const memories = fc.record({
  wave_started_at: instants,
  displays_in_wave: fc.integer({ min: 1, max: 20 }),
  last_shown_at: instants,
  last_answer_at: fc.option(instants),
});
const zones = fc.constantFrom('UTC', 'Europe/Copenhagen', 'Pacific/Kiritimati', 'America/St_Johns');

/** Any survey that asks, any person, any history. */
const asks: fc.Arbitrary<Ask> = fc
  .record({
    rest_days: fc.option(days(200)),
    rest_after_other_survey_days: days(200),
    rest_after_dismissal_days: days(200),
    displays_per_wave: fc.integer({ min: 1, max: 20 }),
    asks_per_account_per_day: fc.option(fc.integer({ min: 1, max: 3 })),
    wave_days: fc.option(fc.integer({ min: 1, max: 400 })),
    even_spread: fc.boolean(),
    own: fc.option(memories),
    other: fc.option(memories),
    startedOn: fc.option(fc.integer({ min: 19_900, max: 20_010 })),
    askedToday: days(3),
    sample_percent: fc.option(fc.constantFrom(1, 50, 99), { nil: undefined }),
    id: fc.string({ minLength: 1 }),
    zone: zones,
  })
  .map(({ own, other, wave_days, even_spread, startedOn, askedToday, sample_percent, id, zone, ...pressure }) =>
    askFixture({
      pressure,
      schedule: { starts_on: '2024-02-29', wave_days, even_spread },
      targeting: sample_percent === undefined ? {} : { sample_percent },
      person: { id, startedOn, memory: { ...(own && { 1: own }), ...(other && { 2: other }) } },
      account: { askedToday },
      zone,
    }),
  );

/** The same question at another time, for as long as nothing else happened; what was counted today is not counted tomorrow. */
function askedAt(ask: Ask, now: number): Ask {
  const { dayOf, startOf, today } = ask.clock;
  const clock = { now, today: dayOf(now), dayOf, startOf };
  const account = ask.account && { ...ask.account, askedToday: clock.today === today ? ask.account.askedToday : 0 };
  return { ...ask, clock, account };
}

describe('a refusal', () => {
  it('names the first instant at which the rule that refused passes', () => {
    fc.assert(
      fc.property(asks, (ask) => {
        const verdict = mayAsk(ask);
        if (verdict.ask || verdict.retry_at === null) return;
        expect(verdict.retry_at).toBeGreaterThan(ask.clock.now);
        const before = explain(askedAt(ask, verdict.retry_at - 1)).find(({ rule }) => rule === verdict.because);
        expect(before).toMatchObject({ passes: false, passes_at: verdict.retry_at });
        const then = explain(askedAt(ask, verdict.retry_at)).find(({ rule }) => rule === verdict.because)!;
        // Another wave draws another sample: that alone may refuse again.
        if (verdict.because === 'not_sampled') expect(then.passes_at).not.toBe(verdict.retry_at);
        else expect(then.passes).toBe(true);
      }),
    );
  });

  it('comes to an end, unless it says that time changes nothing', () => {
    fc.assert(
      fc.property(asks, (ask) => {
        if (ask.survey.targeting.sample_percent !== undefined) return;
        let now = ask.clock.now;
        for (let waits = 0; waits < 12; waits++) {
          const verdict = mayAsk(askedAt(ask, now));
          if (verdict.ask || verdict.retry_at === null) return;
          now = verdict.retry_at;
        }
        expect.unreachable('Each rule refuses once, or once in each of two waves.');
      }),
    );
  });

  it('is the first of the explanation that does not pass', () => {
    fc.assert(
      fc.property(asks, (ask) => {
        const refusing = explain(ask).find(({ passes }) => !passes);
        const verdict = mayAsk(ask);
        if (verdict.ask) expect(refusing).toBeUndefined();
        else expect(refusing).toMatchObject({ rule: verdict.because, passes_at: verdict.retry_at });
      }),
    );
  });
});

/** Instants at which the survey was shown and answered when each `true` verdict is followed by a display. */
function askedIn(ask: Ask, visits: { gap: number; answers: boolean }[]) {
  let memory: PersonMemory = {};
  let now = ask.clock.now;
  const told: { at: number; answered: boolean }[] = [];
  for (const { gap, answers } of visits) {
    now += gap;
    const clock = clockIn('UTC', now);
    if (!mayAsk({ ...ask, clock, person: { ...ask.person!, memory } }).ask) continue;
    memory = afterDisplay(memory, 1, ask.survey, clock);
    if (answers) memory = afterAnswer(memory, 1, now, now);
    told.push({ at: now, answered: answers });
  }
  return told;
}

describe('however often a page tries', () => {
  const tries = fc.array(fc.record({ gap: fc.integer({ min: 1, max: 60 * DAY }), answers: fc.boolean() }), {
    maxLength: 100,
  });

  it('nobody is asked within a rest, or more often in a window than is allowed', () => {
    const pressures = fc.record({
      rest_days: fc.integer({ min: 1, max: 120 }),
      rest_after_dismissal_days: days(30),
      displays_per_wave: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(pressures, tries, (pressure, visits) => {
        const told = askedIn(askFixture({ pressure }), visits);
        told.forEach(({ at, answered }, i) => {
          const rest = answered
            ? Math.max(pressure.rest_days, pressure.rest_after_dismissal_days)
            : pressure.rest_after_dismissal_days;
          expect((told[i + 1]?.at ?? Infinity) - at).toBeGreaterThanOrEqual(rest * DAY);
          const near = told.slice(i).filter((later) => later.at < at + pressure.rest_days * DAY);
          // Two windows may touch: the end of one and the begin of the next.
          expect(near.length).toBeLessThanOrEqual(2 * pressure.displays_per_wave);
        });
      }),
    );
  });

  it('nobody is asked in a wave after answering in it, or more often than is allowed', () => {
    const rounds = fc.record({
      wave_days: fc.integer({ min: 1, max: 120 }),
      displays_per_wave: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(rounds, tries, ({ wave_days, displays_per_wave }, visits) => {
        const schedule = { starts_on: '2024-01-01', wave_days };
        const waveAt = (at: number) => Math.floor((clockIn('UTC', at).today - 19_723) / wave_days);
        const told = askedIn(askFixture({ pressure: { displays_per_wave }, schedule }), visits);
        for (const wave of new Set(told.map(({ at }) => waveAt(at)))) {
          const inWave = told.filter(({ at }) => waveAt(at) === wave);
          expect(inWave.length).toBeLessThanOrEqual(displays_per_wave);
          expect(inWave.slice(0, -1).some(({ answered }) => answered)).toBe(false);
        }
      }),
    );
  });
});
