import { beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, freshElleve, HOUR_MS, type Elleve } from '../harness.ts';
import { answer, claim, dismiss, respond, show } from '../page.ts';
import { call, makeSurvey, read } from '../team.ts';

let elleve: Elleve;
beforeEach(async () => {
  elleve = await freshElleve();
});

/** The clock of these tests stands at 13:00 in Copenhagen. */
const TO_MIDNIGHT_S = (11 * HOUR_MS) / 1000;
const ACME = { account: { id: 'acme' } };

async function edit(change: object, survey = elleve.survey_id): Promise<void> {
  const { status, body } = await call(elleve, 'PATCH', `/surveys/${survey}`, { body: change });
  if (status !== 200) throw new Error(JSON.stringify(body));
}
const told = async (respondent: string, fields: Record<string, unknown> = {}) =>
  (await claim(elleve, respondent, fields)).body;

describe('a company', () => {
  beforeEach(() => edit({ pressure: { asks_per_account_per_day: 1 } }));

  it('is asked once a day, whoever of its people comes by and whichever survey asks', async () => {
    await show(elleve, 'ada', ACME);
    const refused = { show: false, because: 'not_now', retry_after_s: TO_MIDNIGHT_S };
    expect(await told('bea', ACME)).toEqual(refused);
    const other = await makeSurvey(elleve, {}, 'live');
    expect(await told('bea', { ...ACME, survey_id: other })).toEqual(refused);
    await show(elleve, 'cyd', { account: { id: 'globex' } });
    elleve.clock.now += TO_MIDNIGHT_S * 1000;
    await show(elleve, 'bea', ACME);
    expect(await told('cyd', ACME)).toMatchObject({ show: false });
  });

  it('is asked as often as the team allows', async () => {
    await edit({ pressure: { asks_per_account_per_day: 2 } });
    await show(elleve, 'ada', ACME);
    await show(elleve, 'bea', ACME);
    expect(await told('cyd', ACME)).toMatchObject({ show: false });
  });

  it('has its ask back when nothing was drawn, once', async () => {
    const display = await show(elleve, 'ada', ACME);
    await dismiss(elleve, display, 'not_drawn');
    await dismiss(elleve, display, 'not_drawn');
    await show(elleve, 'bea', ACME);
    expect(await told('cyd', ACME)).toMatchObject({ show: false });
  });

  it('has nothing back from a display of yesterday', async () => {
    const display = await show(elleve, 'ada', ACME);
    elleve.clock.now += DAY_MS;
    await show(elleve, 'bea', ACME);
    await dismiss(elleve, display, 'not_drawn');
    expect(await told('cyd', ACME)).toMatchObject({ show: false });
  });

  it('may be left out altogether, like a person', async () => {
    await edit({ targeting: { exclude: { accounts: ['acme'], respondents: ['ada'] } } });
    expect(await told('bea', ACME)).toEqual({ show: false, because: 'not_selected' });
    expect(await told('ada')).toEqual({ show: false, because: 'not_selected' });
    await show(elleve, 'bea');
  });
});

describe('somebody who wants no more questions', () => {
  it('is asked by no survey, on no device, at no time', async () => {
    const { id, write_token } = await show(elleve, 'ada');
    const gone = { write_token, reason: 'closed', never_again: true };
    const said = await elleve.app.inject({
      method: 'POST',
      url: `/c/${elleve.public_key}/displays/${id}/dismissal`,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(gone),
    });
    expect(said.statusCode).toBe(200);
    elleve.clock.now += 3_650 * DAY_MS;
    const other = await makeSurvey(elleve, {}, 'live');
    for (const survey_id of [elleve.survey_id, other]) {
      expect(await told('ada', { survey_id })).toEqual({ show: false, because: 'not_selected' });
    }
    await show(elleve, 'bea');
  });
});

describe('a quota', () => {
  beforeEach(() => edit({ targeting: { quota: { responses: 2 } } }));

  it('ends the asking when so many have answered', async () => {
    await respond(elleve, 'ada');
    await show(elleve, 'bea');
    await respond(elleve, 'cyd');
    expect(await told('dan')).toEqual({ show: false, because: 'closed' });
  });

  it('takes in the answers from before it was set', async () => {
    await edit({ targeting: { quota: null } });
    await respond(elleve, 'ada');
    await respond(elleve, 'bea');
    await show(elleve, 'cyd');
    await edit({ targeting: { quota: { responses: 2 } } });
    expect(await told('dan')).toMatchObject({ because: 'closed' });
  });

  it('makes room for another answer when one does not count', async () => {
    const { id } = await respond(elleve, 'ada');
    await respond(elleve, 'bea');
    await call(elleve, 'POST', `/responses/${id}/exclusion`, { body: { reason: 'A colleague' } });
    await respond(elleve, 'cyd');
    expect(await told('dan')).toMatchObject({ because: 'closed' });
    await call(elleve, 'DELETE', `/responses/${id}/exclusion`);
    expect(await told('dan')).toMatchObject({ because: 'closed' });
  });

  it('counts an answer that is sent twice, and changed, once', async () => {
    const display = await show(elleve, 'ada');
    const id = elleve.newId();
    await answer(elleve, display, { id });
    await answer(elleve, display, { id });
    await show(elleve, 'bea');
  });

  it('of another survey does not matter', async () => {
    const other = await makeSurvey(elleve, { pressure: { rest_after_other_survey_days: 0 } }, 'live');
    await respond(elleve, 'ada', {}, { survey_id: other });
    await respond(elleve, 'bea', {}, { survey_id: other });
    await show(elleve, 'cyd');
  });

  it('may be a last day: of the project, not of Greenwich', async () => {
    await edit({ targeting: { quota: { until: '2026-03-11' } } });
    elleve.clock.now = Date.UTC(2026, 2, 11, 22, 59);
    await show(elleve, 'ada');
    elleve.clock.now += 60_000;
    expect(await told('bea')).toEqual({ show: false, because: 'closed' });
  });
});

describe('targeting', () => {
  it('takes what the page says of a declared trait', async () => {
    await edit({ targeting: { traits: { plan: { in: ['pro', 'team'] }, role: { exists: true } } } });
    const pro = { traits: { role: 'owner' }, account: { id: 'acme', traits: { plan: 'pro' } } };
    expect(await told('ada', { ...pro, account: { id: 'acme', traits: { plan: 'free' } } })).toEqual({
      show: false,
      because: 'not_selected',
    });
    await show(elleve, 'ada', pro);
  });

  it('asks in the languages it names', async () => {
    await edit({ targeting: { locales: ['da'] } });
    expect(await told('ada', { locale: 'sv' })).toMatchObject({ because: 'not_selected' });
    await show(elleve, 'ada', { locale: 'da-DK' });
  });

  it('does not know a visitor without a name well enough for a sample', async () => {
    await edit({ pressure: { rest_days: null }, targeting: { sample_percent: 100 } });
    expect(await told('', { respondent: undefined })).toEqual({ show: false, because: 'not_selected' });
    await show(elleve, '', { respondent: undefined, anonymous_id: elleve.newId() });
  });
});

describe('waves', () => {
  it('are counted from the day on which the survey went live', async () => {
    const schedule = { wave_days: 120, even_spread: true };
    const survey = await makeSurvey(elleve, { schedule });
    expect(await read(elleve, `/surveys/${survey}`)).toMatchObject({ schedule: { starts_on: null } });
    elleve.clock.now += 5 * DAY_MS;
    await edit({ status: 'live' }, survey);
    expect(await read(elleve, `/surveys/${survey}`)).toMatchObject({
      schedule: { ...schedule, starts_on: '2026-03-15' },
    });
  });

  it('ask each person from their own day on, on every device and page', async () => {
    await edit({ schedule: { wave_days: 120, even_spread: true } });
    const heard = await told('ada');
    expect(heard).toMatchObject({ show: false, because: 'not_now' });
    expect(await told('ada', { device: 'phone', url_path: '/x' })).toEqual(heard);
    elleve.clock.now += Number(heard['retry_after_s']) * 1000;
    await show(elleve, 'ada');
  });

  it.each([
    ['shorter than the rest', { schedule: { wave_days: 89 } }, '/schedule/wave_days'],
    ['too short to stay even', { schedule: { wave_days: 119, even_spread: true } }, '/schedule/wave_days'],
    [
      'of a survey that asks once',
      { schedule: { wave_days: 90 }, pressure: { rest_days: null } },
      '/schedule/wave_days',
    ],
    ['that are spread but not there', { schedule: { even_spread: true } }, '/schedule/even_spread'],
  ])('%s are refused', async (_, change, path) => {
    const refused = await call(elleve, 'PATCH', `/surveys/${elleve.survey_id}`, { body: change });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request', errors: [{ path }] } });
  });
});

const device = () => ({ respondent: undefined, anonymous_id: elleve.newId() });

describe('a device on which somebody identifies', () => {
  it('has given its answers and its rest to them', async () => {
    const before = device();
    const { id } = await respond(elleve, '', {}, before);
    expect(await told('ada', { anonymous_id: before.anonymous_id })).toMatchObject({ because: 'not_now' });
    expect(await read(elleve, `/responses/${id}`)).toMatchObject({ respondent_id: 'ada', identity: 'claimed' });
    // On their other devices too.
    expect(await told('ada')).toMatchObject({ because: 'not_now' });
  });

  it('is theirs afterwards, also while nobody is signed in', async () => {
    const before = device();
    await respond(elleve, '', {}, before);
    await told('ada', { anonymous_id: before.anonymous_id });
    elleve.clock.now += 90 * DAY_MS;
    await show(elleve, 'ada');
    expect(await told('', before)).toMatchObject({ show: false, because: 'not_now' });
  });

  it('gives the next person nothing', async () => {
    const before = device();
    const { id } = await respond(elleve, '', {}, before);
    await told('ada', { anonymous_id: before.anonymous_id });
    await show(elleve, 'bea', { anonymous_id: before.anonymous_id });
    expect(await read(elleve, `/responses/${id}`)).toMatchObject({ respondent_id: 'ada' });
  });

  it('shows a change of its answers to whoever follows changes', async () => {
    const before = device();
    await respond(elleve, '', {}, before);
    elleve.clock.now += DAY_MS;
    const since = new Date(elleve.clock.now).toISOString();
    await told('ada', { anonymous_id: before.anonymous_id });
    const { data } = await read(elleve, `/responses?updated_since=${encodeURIComponent(since)}`);
    expect(data).toMatchObject([{ respondent_id: 'ada' }]);
  });

  it('passes on that nobody there wants more questions', async () => {
    const before = device();
    const { id, write_token } = await show(elleve, '', before);
    await elleve.app.inject({
      method: 'POST',
      url: `/c/${elleve.public_key}/displays/${id}/dismissal`,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ write_token, reason: 'closed', never_again: true }),
    });
    elleve.clock.now += 900 * DAY_MS;
    expect(await told('ada', { anonymous_id: before.anonymous_id })).toMatchObject({ because: 'not_selected' });
    expect(await told('ada')).toMatchObject({ because: 'not_selected' });
  });
});
