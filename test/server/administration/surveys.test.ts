import { beforeEach, describe, expect, it } from 'vitest';
import { freshElleve, type Elleve } from '../harness.ts';
import { call, makeSurvey, read } from '../team.ts';

let elleve: Elleve;
beforeEach(async () => {
  elleve = await freshElleve();
});

const edit = (id: string, body: unknown) => call(elleve, 'PATCH', `/surveys/${id}`, { body });
const wordingOf = (...locales: [string, object][]) => ({
  default_locale: 'en',
  locales: Object.fromEntries(locales),
});

describe('a new survey', () => {
  it('is a draft with sensible rests', async () => {
    const made = await call(elleve, 'POST', '/surveys', { body: { name: 'After support', kind: 'transactional' } });
    const now = new Date(elleve.clock.now).toISOString();
    expect(made).toMatchObject({ status: 201 });
    expect(made.body).toEqual({
      id: expect.stringMatching(/^srv_[0-9A-Za-z]{16}$/),
      name: 'After support',
      kind: 'transactional',
      status: 'draft',
      version: 1,
      wording: { default_locale: 'en', locales: {} },
      look: { position: 'bottom_right', theme: 'auto' },
      targeting: { touchpoints: [], url_patterns: [], delay_s: 0 },
      pressure: {
        rest_days: 30,
        rest_after_other_survey_days: 30,
        rest_after_dismissal_days: 14,
        displays_per_wave: 2,
        asks_per_account_per_day: 1,
      },
      schedule: { starts_on: null, wave_days: null, even_spread: false },
      created_at: now,
      updated_at: now,
      notices: [{ code: 'needs_identity', message: expect.stringMatching(/^It comes back or asks a sample/) }],
    });
    expect(await read(elleve, `/surveys/${String(made.body['id'])}`)).toEqual(made.body);
  });

  it('is read and listed, whichever comes first', async () => {
    const { body } = await call(elleve, 'POST', '/surveys', { body: { name: 'Pulse' } });
    expect(await read(elleve, `/surveys/${String(body['id'])}`)).toEqual(body);
    expect(await read(elleve, '/surveys')).toMatchObject({ data: expect.arrayContaining([body]) });
  });

  it('asks about the relationship unless told otherwise, every 90 days', async () => {
    const made = await call(elleve, 'POST', '/surveys', { body: { name: 'Pulse' } });
    expect(made.body).toMatchObject({ kind: 'relationship', pressure: { rest_days: 90 } });
  });

  it.each([
    ['once, everybody', { pressure: { rest_days: null } }, []],
    ['a sample', { pressure: { rest_days: null }, targeting: { sample_percent: 10 } }, ['needs_identity']],
    ['in waves', { pressure: { rest_days: 60 }, schedule: { wave_days: 90 } }, ['needs_identity']],
  ])('that asks %s says when it is published whom it cannot ask', async (_, fields, codes) => {
    const { body } = await call(elleve, 'POST', '/surveys', { body: { name: 'Pulse', ...fields } });
    const published = await edit(String(body['id']), { status: 'live' });
    expect(published).toMatchObject({ status: 200, body: { status: 'live' } });
    const notices = published.body['notices'] as { code: string }[];
    expect(notices.map(({ code }) => code)).toEqual(codes);
  });

  it('takes back to its default what is set to null, and leaves the rest', async () => {
    const look = {
      accent: '#0a0a0a',
      radius: 4,
      font: 'system',
      z_index: 7,
      name: 'Fjord',
      logo: 'https://x.example/l.svg',
    };
    const { body } = await call(elleve, 'POST', '/surveys', {
      body: { name: 'Pulse', look: { ...look, theme: 'dark' }, targeting: { idle_s: 5, delay_s: 2 } },
    });
    const id = String(body['id']);
    const nothing = Object.fromEntries(Object.keys(look).map((setting) => [setting, null]));
    const some = await edit(id, { look: { accent: null, radius: null }, targeting: { idle_s: null } });
    expect(some).toMatchObject({ status: 200 });
    const { accent: _accent, radius: _radius, ...rest } = look;
    expect(some.body['look']).toEqual({ position: 'bottom_right', theme: 'dark', ...rest });
    expect(some.body['targeting']).toEqual({ touchpoints: [], url_patterns: [], delay_s: 2 });
    const all = await edit(id, { look: nothing });
    expect(all.body['look']).toEqual({ position: 'bottom_right', theme: 'dark' });
  });

  it('takes what is given and fills in the rest', async () => {
    const given = {
      name: 'Pulse',
      wording: wordingOf([
        'da',
        {
          question: 'Hvor sandsynligt?',
          thanks: { promoter: { text: 'Tak', link: { label: 'Anmeld', url: 'https://x.example' } } },
        },
      ]),
      look: { accent: '#0a0a0a' },
      targeting: { touchpoints: ['invoice_paid'], url_patterns: ['/invoices/*'], delay_s: 5 },
      pressure: { rest_days: null },
    };
    const { body } = await call(elleve, 'POST', '/surveys', { body: given });
    expect(body).toMatchObject({
      ...given,
      look: { accent: '#0a0a0a', position: 'bottom_right' },
      pressure: { displays_per_wave: 2 },
    });
  });

  it('is one of a hundred at most', async () => {
    for (let i = 1; i < 100; i++) await call(elleve, 'POST', '/surveys', { body: { name: `Survey ${i}` } });
    expect(await call(elleve, 'POST', '/surveys', { body: { name: 'One more' } })).toMatchObject({
      status: 422,
      body: { code: 'too_many_surveys' },
    });
    expect((await read(elleve, '/surveys'))['data']).toHaveLength(100);
  });
});

describe('the list of surveys', () => {
  it('holds all of them in the order of their making', async () => {
    const draft = await makeSurvey(elleve, { name: 'Draft' });
    const paused = await makeSurvey(elleve, { name: 'Paused' }, 'live', 'paused');
    expect(await read(elleve, '/surveys')).toMatchObject({
      data: [
        { id: elleve.survey_id, status: 'live' },
        { id: draft, status: 'draft' },
        { id: paused, status: 'paused' },
      ],
      next_cursor: null,
    });
  });
});

const BAD: [string, unknown][] = [
  ['an empty name', { name: '' }],
  ['a name without end', { name: 'x'.repeat(201) }],
  ['a name that is no text', { name: 7 }],
  ['a version', { name: 'x', version: 2 }],
  ['an id', { name: 'x', id: 'srv_0123456789abcdef' }],
  ['an unknown field', { name: 'x', colour: 'red' }],
  ['a look with an unknown field', { name: 'x', look: { colour: 'red' } }],
  ['a position taken away', { name: 'x', look: { position: null } }],
  ['a position nobody knows', { name: 'x', look: { position: 'moon' } }],
  ['an accent that is style', { name: 'x', look: { accent: 'red;background:url(x)' } }],
  ['a negative delay', { name: 'x', targeting: { delay_s: -1 } }],
  ['a touchpoint twice', { name: 'x', targeting: { touchpoints: ['a', 'a'] } }],
  ['a path without its slash', { name: 'x', targeting: { url_patterns: ['invoices'] } }],
  ['a rule nobody knows', { name: 'x', targeting: { moon: 'full' } }],
  ['an empty condition', { name: 'x', targeting: { traits: { plan: {} } } }],
  ['a condition nobody knows', { name: 'x', targeting: { traits: { plan: { like: 'pro%' } } } }],
  ['a bound that is neither number nor date', { name: 'x', targeting: { traits: { seats: { gt: 'many' } } } }],
  ['a date that the calendar lacks', { name: 'x', targeting: { traits: { since: { gt: '2026-02-30' } } } }],
  [
    'properties of a touchpoint it does not wait for',
    { name: 'x', targeting: { touchpoint_where: { paid: { sum: { gt: 1 } } } } },
  ],
  ['a window wider than its widest', { name: 'x', targeting: { min_width_px: 800, max_width_px: 700 } }],
  ['more than the whole page', { name: 'x', targeting: { scroll_percent: 101 } }],
  ['a sample of nobody', { name: 'x', targeting: { sample_percent: 0 } }],
  ['a quota of nothing', { name: 'x', targeting: { quota: { responses: 0 } } }],
  ['an empty list of people to leave out', { name: 'x', targeting: { exclude: { respondents: [] } } }],
  [
    '501 people to leave out',
    { name: 'x', targeting: { exclude: { respondents: Array.from({ length: 501 }, (_, i) => `p${i}`) } } },
  ],
  ['no displays at all', { name: 'x', pressure: { displays_per_wave: 0 } }],
  ['half a day of rest', { name: 'x', pressure: { rest_days: 0.5 } }],
  ['wording without its default', { name: 'x', wording: { locales: {} } }],
  ['wording in no language', { name: 'x', wording: wordingOf(['not a tag', {}]) }],
  ['an empty question', { name: 'x', wording: wordingOf(['en', { question: '' }]) }],
  ['a question without end', { name: 'x', wording: wordingOf(['en', { question: 'x'.repeat(401) }]) }],
  ['an unknown word', { name: 'x', wording: wordingOf(['en', { quetsion: 'How?' }]) }],
  [
    'a link that runs script',
    {
      name: 'x',
      wording: wordingOf([
        'en',
        { thanks: { promoter: { text: 'T', link: { label: 'L', url: 'javascript:alert(1)' } } } },
      ]),
    },
  ],
  [
    'a link over plain http',
    {
      name: 'x',
      wording: wordingOf([
        'en',
        { thanks: { promoter: { text: 'T', link: { label: 'L', url: 'http://x.example' } } } },
      ]),
    },
  ],
  [
    '41 languages',
    {
      name: 'x',
      wording: wordingOf(...Array.from({ length: 41 }, (_, i): [string, object] => [`en-${100 + i}`, {}])),
    },
  ],
];

describe('a survey is refused', () => {
  it.each(BAD)('with %s', async (_, body) => {
    const stored = elleve.stored();
    for (const refused of [await call(elleve, 'POST', '/surveys', { body }), await edit(elleve.survey_id, body)]) {
      expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    }
    expect(elleve.stored()).toEqual(stored);
  });

  it('without a name when it is made, and without anything when it is changed', async () => {
    expect(await call(elleve, 'POST', '/surveys', { body: {} })).toMatchObject({
      body: { errors: [{ path: '/name', message: 'is missing' }] },
    });
    expect(await edit(elleve.survey_id, {})).toMatchObject({ status: 400 });
  });

  it('with another kind: answers of two kinds are never mixed', async () => {
    expect(await edit(elleve.survey_id, { kind: 'transactional' })).toMatchObject({ status: 400 });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded'])('as %s', async (contentType) => {
    const headers = { 'content-type': contentType };
    expect(await call(elleve, 'POST', '/surveys', { body: { name: 'x' }, headers })).toMatchObject({
      status: 415,
      body: { code: 'unsupported_media_type' },
    });
  });

  it('when a key stands in it twice', async () => {
    const refused = await elleve.app.inject({
      method: 'POST',
      url: '/v1/surveys',
      headers: { authorization: `Bearer ${elleve.secret_key}`, 'content-type': 'application/json' },
      payload: '{"name": "One", "name": "Two"}',
    });
    expect(refused.json()).toMatchObject({ status: 400, code: 'duplicate_key' });
  });

  it('when no such survey exists', async () => {
    expect(await edit('srv_0123456789abcdef', { name: 'x' })).toMatchObject({
      status: 404,
      body: { code: 'unknown_survey' },
    });
  });
});

describe('targeting', () => {
  const RULES = {
    touchpoints: ['invoice_paid'],
    url_patterns: [],
    delay_s: 0,
    touchpoint_where: { invoice_paid: { amount: { gte: 100, lt: 5_000 }, currency: { in: ['DKK', 'EUR'] } } },
    session_s: 60,
    scroll_percent: 50,
    idle_s: 10,
    exit_intent: true,
    devices: ['desktop', 'tablet'],
    min_width_px: 600,
    traits: { plan: { eq: 'pro' }, seats: { gt: 5 }, renewed: { lte: '2026-01-31' }, trial: { exists: false } },
    locales: ['da', 'nb-NO'],
    started_days: { respondent: 30, account: 0 },
    sample_percent: 12.5,
    quota: { responses: 400, until: '2026-06-30' },
    exclude: { respondents: ['tester'], accounts: ['own-company'] },
  };

  it('keeps every rule as it was given', async () => {
    const { status, body } = await edit(elleve.survey_id, { targeting: RULES });
    expect([status, body['targeting']]).toEqual([200, RULES]);
    expect((await read(elleve, `/surveys/${elleve.survey_id}`))['targeting']).toEqual(RULES);
  });

  it('loses a rule that is set to null and keeps the others', async () => {
    await edit(elleve.survey_id, { targeting: RULES });
    const { sample_percent: _, ...others } = RULES;
    const { body } = await edit(elleve.survey_id, { targeting: { sample_percent: null } });
    expect(body['targeting']).toEqual(others);
  });

  it('names the field that contradicts another', async () => {
    await edit(elleve.survey_id, { targeting: RULES });
    expect(await edit(elleve.survey_id, { targeting: { touchpoints: ['login'] } })).toMatchObject({
      status: 400,
      body: { errors: [{ path: '/targeting/touchpoint_where/invoice_paid' }] },
    });
    expect(await edit(elleve.survey_id, { targeting: { sample_percent: 101 } })).toMatchObject({
      body: { errors: [{ path: '/targeting/sample_percent', message: 'must be <= 100' }] },
    });
  });
});

describe('a change', () => {
  it('touches the fields it names', async () => {
    const before = await read(elleve, `/surveys/${elleve.survey_id}`);
    elleve.clock.now += 1_000;
    const { status, body } = await edit(elleve.survey_id, {
      look: { theme: 'dark' },
      pressure: { displays_per_wave: 1 },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...before,
      look: { position: 'bottom_right', theme: 'dark' },
      pressure: { ...(before['pressure'] as object), displays_per_wave: 1 },
      updated_at: new Date(elleve.clock.now).toISOString(),
    });
    expect(await read(elleve, `/surveys/${elleve.survey_id}`)).toEqual(body);
  });

  it.each([
    ['question', true],
    ['low', true],
    ['high', true],
    ['placeholder', false],
    ['send', false],
    ['close', false],
  ])('of the word %s makes a new version: %s', async (word, isNew) => {
    const { body } = await edit(elleve.survey_id, { wording: wordingOf(['en', { [word]: 'Otherwise' }]) });
    expect(body).toMatchObject({ version: isNew ? 2 : 1 });
  });

  it.each([
    ['the name', { name: 'Renamed' }],
    ['the look', { look: { theme: 'light' } }],
    ['when it asks', { targeting: { delay_s: 9 } }],
    ['the status', { status: 'paused' }],
    ['the same words again', { wording: { default_locale: 'en', locales: {} } }],
    ['what follows the score', { wording: wordingOf(['en', { follow_up: { promoter: 'Why?' } }]) }],
  ])('of %s makes no new version', async (_, body) => {
    expect(await edit(elleve.survey_id, body)).toMatchObject({ status: 200, body: { version: 1 } });
  });

  it('makes a new version of a question in another language, and of another default language', async () => {
    await edit(elleve.survey_id, { wording: wordingOf(['da', { question: 'Hvor sandsynligt?' }]) });
    const { body } = await edit(elleve.survey_id, {
      wording: { default_locale: 'da', locales: { da: { question: 'Hvor sandsynligt?' } } },
    });
    expect(body).toMatchObject({ version: 3 });
  });

  it('keeps the wording of every version', async () => {
    await edit(elleve.survey_id, { wording: wordingOf(['en', { question: 'Second?' }]) });
    await edit(elleve.survey_id, { wording: wordingOf(['en', { question: 'Third?' }]) });
    expect(elleve.stored()['survey_version']).toMatchObject([
      { version: 1, wording: expect.not.stringContaining('?') },
      { version: 2, wording: expect.stringContaining('Second?') },
      { version: 3, wording: expect.stringContaining('Third?') },
    ]);
  });

  it('that meets another one is refused, and the first stands', async () => {
    const answers = await Promise.all(['One', 'Two'].map((name) => edit(elleve.survey_id, { name })));
    expect(answers.map(({ status }) => status)).toEqual([200, 409]);
    expect(answers[1]).toMatchObject({ body: { code: 'version_conflict' } });
    expect(await read(elleve, `/surveys/${elleve.survey_id}`)).toMatchObject({ name: 'One' });
  });

  it('may follow another within one millisecond', async () => {
    for (const name of ['One', 'Two', 'Three'])
      expect(await edit(elleve.survey_id, { name })).toMatchObject({ status: 200 });
  });
});

describe('a status', () => {
  const MOVES: Record<string, string[]> = {
    draft: ['live'],
    live: ['paused'],
    paused: ['live', 'archived'],
    archived: [],
  };
  const WAYS = {
    draft: [],
    live: ['live'],
    paused: ['live', 'paused'],
    archived: ['live', 'paused', 'archived'],
  } as const;

  it.each(Object.keys(MOVES).flatMap((from) => Object.keys(MOVES).map((to) => [from, to] as const)))(
    'from %s to %s',
    async (from, to) => {
      const survey = await makeSurvey(elleve, {}, ...WAYS[from as keyof typeof WAYS]);
      const moved = await edit(survey, { status: to });
      const allowed = from === to || MOVES[from]!.includes(to);
      if (allowed) expect(moved).toMatchObject({ status: 200, body: { status: to } });
      else expect(moved).toMatchObject({ status: 409, body: { code: 'status_refused' } });
      expect(await read(elleve, `/surveys/${survey}`)).toMatchObject({ status: allowed ? to : from });
    },
  );
});
