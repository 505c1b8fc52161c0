import { describe, expect, it } from 'vitest';
import { explain, mayAsk, type Because } from '../../../shared/eligibility.ts';
import type { SurveyMemory } from '../../../shared/eligibility/memory.ts';
import { askFixture, DAY, DEFAULT_PRESSURE, NOW, type AskChanges } from './ask-fixture.ts';

const MIDNIGHT = NOW - DAY / 2;
/** The date so many days from now. */
const date = (days: number) => new Date(NOW + days * DAY).toISOString().slice(0, 10);

/** Shown once, that many days ago, and left without an answer. */
function shown(daysAgo: number, more: Partial<SurveyMemory> = {}): SurveyMemory {
  const time = NOW - daysAgo * DAY;
  return { wave_started_at: time, displays_in_wave: 1, last_shown_at: time, last_answer_at: null, ...more };
}
const answered = (daysAgo: number) => shown(daysAgo, { last_answer_at: NOW - daysAgo * DAY });

const ONCE = { ...DEFAULT_PRESSURE, rest_days: null };
const WAVES = { starts_on: date(-10), wave_days: 120 };

/** Who is asked, and nearly not; who is refused, why, and when that ends (`null`: time changes nothing). */
const CASES: [what: string, changes: AskChanges, because?: Because, retryAt?: number | null][] = [
  ['somebody new', { pressure: DEFAULT_PRESSURE }],
  ['nobody by a draft', { status: 'draft' }, 'survey_not_live', null],
  ['nobody by a survey that rests', { status: 'paused' }, 'survey_not_live', null],
  ['nobody before the first day', { schedule: { starts_on: date(3) } }, 'not_started', MIDNIGHT + 3 * DAY],
  ['somebody on the first day', { schedule: { starts_on: date(0) } }],
  ['somebody on the last day', { targeting: { quota: { until: date(0) } } }],
  ['nobody after the last day', { targeting: { quota: { until: date(-1) } } }, 'past_last_day', null],
  ['somebody before the quota is full', { targeting: { quota: { responses: 5 } }, answers: 4 }],
  ['nobody when the quota is full', { targeting: { quota: { responses: 5 } }, answers: 5 }, 'enough_answers', null],

  ['nobody on the list of people', { targeting: { exclude: { respondents: ['ada'] } } }, 'excluded', null],
  ['somebody with a name like one on the list', { targeting: { exclude: { respondents: ['Ada', 'ad'] } } }],
  [
    'a device with an id like a name on the list',
    { targeting: { exclude: { respondents: ['ada'] } }, person: { anonymous: true } },
  ],
  [
    'nobody of a company on the list',
    { targeting: { exclude: { accounts: ['acme'] } }, account: {} },
    'excluded',
    null,
  ],
  ['somebody of another company', { targeting: { exclude: { accounts: ['acme'] } }, account: { id: 'globex' } }],
  ['nobody who opted out', { person: { optedOut: true } }, 'opted_out', null],
  ['nobody unknown by a survey that comes back', { person: null }, 'needs_identity', null],
  ['somebody unknown by a survey that asks once', { person: null, pressure: ONCE }],
  [
    'nobody unknown by one that samples',
    { person: null, pressure: ONCE, targeting: { sample_percent: 50 } },
    'needs_identity',
    null,
  ],
  ['somebody who reads its language', { targeting: { locales: ['da', 'de'] }, locale: 'de-AT' }],
  ['somebody whatever the case of the tag', { targeting: { locales: ['de-at'] }, locale: 'DE-AT' }],
  ['nobody who reads a wider language', { targeting: { locales: ['de-AT'] }, locale: 'de' }, 'other_locale', null],
  ['nobody whose language only begins alike', { targeting: { locales: ['de'] }, locale: 'den' }, 'other_locale', null],
  ['nobody whose language is not known', { targeting: { locales: ['de'] } }, 'other_locale', null],
  ['somebody with the right traits', { targeting: { traits: { plan: { eq: 'pro' } } }, traits: { plan: 'pro' } }],
  [
    'nobody with one wrong trait',
    { targeting: { traits: { plan: { eq: 'pro' }, seats: { gt: 5 } } }, traits: { plan: 'pro', seats: 5 } },
    'traits_differ',
    null,
  ],
  ['nobody without the trait', { targeting: { traits: { plan: { exists: true } } } }, 'traits_differ', null],
  ['somebody two weeks after their start', { person: { startedOn: 20_000 - 14 } }],
  ['nobody a day earlier', { person: { startedOn: 20_000 - 13 } }, 'started_recently', MIDNIGHT + DAY],
  [
    'nobody of a company that just started',
    { person: { startedOn: 1 }, account: { startedOn: 19_999 } },
    'started_recently',
    MIDNIGHT + 13 * DAY,
  ],
  [
    'somebody as early as the team says',
    { targeting: { started_days: { respondent: 0 } }, person: { startedOn: 20_000 } },
  ],
  ['everybody of a whole sample', { targeting: { sample_percent: 100 } }],
  ['nobody outside the sample', { targeting: { sample_percent: 1e-9 } }, 'not_sampled', null],
  [
    'nobody outside the sample of this wave',
    { targeting: { sample_percent: 1e-9 }, schedule: WAVES },
    'not_sampled',
    MIDNIGHT + 110 * DAY,
  ],

  ['somebody who answered 90 days ago', { pressure: DEFAULT_PRESSURE, person: { memory: { 1: answered(90) } } }],
  [
    'nobody who answered yesterday',
    { pressure: DEFAULT_PRESSURE, person: { memory: { 1: answered(1) } } },
    'resting_after_answer',
    NOW + 89 * DAY,
  ],
  [
    'nobody twice by a survey that asks once',
    { pressure: ONCE, person: { memory: { 1: answered(900) } } },
    'asked_once',
    null,
  ],
  ['somebody who answered in the wave before', { schedule: WAVES, person: { memory: { 1: answered(11) } } }],
  [
    'nobody who answered in this wave',
    { schedule: WAVES, person: { memory: { 1: answered(10) } } },
    'answered_this_wave',
    MIDNIGHT + 110 * DAY,
  ],
  ['somebody who dismissed 14 days ago', { pressure: DEFAULT_PRESSURE, person: { memory: { 1: shown(14) } } }],
  [
    'nobody who dismissed yesterday',
    { pressure: DEFAULT_PRESSURE, person: { memory: { 1: shown(1) } } },
    'resting_after_dismissal',
    NOW + 13 * DAY,
  ],
  [
    'nobody with a full window',
    { pressure: DEFAULT_PRESSURE, person: { memory: { 1: shown(20, { displays_in_wave: 2 }) } } },
    'wave_full',
    NOW + 70 * DAY,
  ],
  [
    'somebody with a full window that ended',
    { pressure: DEFAULT_PRESSURE, person: { memory: { 1: shown(90, { displays_in_wave: 2 }) } } },
  ],
  [
    'nobody with a window that never ends',
    { pressure: ONCE, person: { memory: { 1: shown(900, { displays_in_wave: 2 }) } } },
    'wave_full',
    null,
  ],
  [
    'nobody with a full wave',
    { pressure: { displays_per_wave: 1 }, schedule: WAVES, person: { memory: { 1: shown(10) } } },
    'wave_full',
    MIDNIGHT + 110 * DAY,
  ],
  [
    'somebody whose full wave is over',
    { pressure: { displays_per_wave: 1 }, schedule: WAVES, person: { memory: { 1: shown(11) } } },
  ],
  ['somebody who saw another survey 30 days ago', { pressure: DEFAULT_PRESSURE, person: { memory: { 2: shown(30) } } }],
  [
    'nobody who saw another survey yesterday',
    { pressure: DEFAULT_PRESSURE, person: { memory: { 2: shown(40), 3: shown(1) } } },
    'resting_after_other_survey',
    NOW + 29 * DAY,
  ],
  ['somebody of a company nobody was asked in today', { pressure: DEFAULT_PRESSURE, account: {} }],
  [
    'nobody of a company somebody was asked in today',
    { pressure: DEFAULT_PRESSURE, account: { askedToday: 1 } },
    'account_asked_today',
    MIDNIGHT + DAY,
  ],
  ['somebody of a company without a bound', { account: { askedToday: 99 } }],
];

describe('mayAsk', () => {
  it.each(CASES)('asks %s', (_, changes, because, retryAt) => {
    const ask = askFixture(changes);
    const expected = because === undefined ? { ask: true } : { ask: false, because, retry_at: retryAt };
    expect(mayAsk(ask)).toEqual(expected);
    const refusing = explain(ask).find(({ passes }) => !passes);
    expect([refusing?.rule, refusing?.passes_at]).toEqual([because, retryAt]);
  });

  it('has a case for every reason', () => {
    const reasons = explain(askFixture()).map(({ rule }) => rule);
    const met = new Set(CASES.map(([, , because]) => because));
    expect(reasons.filter((reason) => !met.has(reason))).toEqual(['slot_to_come']);
  });

  it('gives first the reason that no time will change, then the one that is asked first', () => {
    const memory = { 1: { ...answered(1), displays_in_wave: 2 }, 2: shown(1) };
    const changes = { pressure: DEFAULT_PRESSURE, person: { memory }, account: { askedToday: 1 } };
    expect(mayAsk(askFixture(changes))).toMatchObject({ because: 'resting_after_answer' });
    const person = { memory, optedOut: true };
    expect(mayAsk(askFixture({ ...changes, person }))).toMatchObject({ because: 'opted_out' });
  });

  it('tells days where the project is', () => {
    // Noon in UTC is the next day in Kiritimati (UTC+14).
    const changes = { schedule: { starts_on: date(1) }, zone: 'Pacific/Kiritimati' };
    expect(mayAsk(askFixture(changes))).toEqual({ ask: true });
    expect(mayAsk(askFixture({ ...changes, zone: 'Pacific/Pago_Pago' }))).toEqual({
      ask: false,
      because: 'not_started',
      retry_at: MIDNIGHT + DAY + 11 * 3_600_000,
    });
  });
});
