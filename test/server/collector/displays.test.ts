import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { numberOf } from '../../../server/storage/sqlite/stored-words.ts';
import { DAY_MS, freshElleve, HOUR_MS, type Elleve } from '../harness.ts';
import { answer, claim, dismiss, respond, show } from '../page.ts';
import { call, makeSurvey } from '../team.ts';

let elleve: Elleve;
beforeEach(async () => {
  elleve = await freshElleve();
});

const days = (count: number) => (count * DAY_MS) / 1000;

/** Refused until the clock has gone on for `seconds`, and asked on the very millisecond. */
async function expectRest(seconds: number, respondent = 'ada', fields: Record<string, unknown> = {}): Promise<void> {
  const refused = { show: false, because: 'not_now' };
  expect((await claim(elleve, respondent, fields)).body).toEqual({ ...refused, retry_after_s: seconds });
  elleve.clock.now += seconds * 1000 - 1;
  expect((await claim(elleve, respondent, fields)).body).toEqual({ ...refused, retry_after_s: 1 });
  elleve.clock.now += 1;
  expect((await claim(elleve, respondent, fields)).body).toMatchObject({ show: true });
}

describe('a claim', () => {
  it('of somebody new is granted for 24 hours', async () => {
    const { status, body } = await claim(elleve, 'ada');
    expect(status).toBe(200);
    expect(body).toEqual({
      show: true,
      write_token: expect.stringMatching(/^[\w-]{22}$/),
      expires_at: new Date(elleve.clock.now + 24 * HOUR_MS).toISOString(),
    });
  });

  it('that tells of answers given up has the operator told, once for each time', async () => {
    for (const dropped of [2, 0, undefined]) await claim(elleve, 'ada', { dropped });
    const told = elleve.logLines.map((line) => JSON.parse(line) as object).filter((line) => 'dropped' in line);
    expect(told).toEqual([
      expect.objectContaining({
        level: 40,
        dropped: 2,
        project: elleve.project_id,
        msg: 'answers given up by a device',
      }),
    ]);
  });

  it('that is repeated gets the same answer and shows nothing twice', async () => {
    const id = elleve.newId();
    const first = await claim(elleve, 'ada', { id });
    const stored = elleve.stored();
    elleve.clock.now += HOUR_MS;
    expect((await claim(elleve, 'ada', { id })).body).toEqual(first.body);
    expect(elleve.stored()).toEqual(stored);
  });

  it.each([true, false])('is told which traits are kept nowhere, whether it is granted: %s', async (isGranted) => {
    for (const [key, trait] of Object.entries({
      plan: { type: 'text', of: 'account', source: 'browser' },
      role: { type: 'text', of: 'respondent', source: 'browser' },
      revenue: { type: 'number', of: 'account', source: 'server' },
    })) {
      expect((await call(elleve, 'PUT', `/traits/${key}`, { body: trait })).status).toBeLessThan(300);
    }
    if (!isGranted) await respond(elleve, 'ada');
    const fields = {
      traits: { role: 'owner', plan: 'of a person', seat: 3 },
      account: { id: 'acme', traits: { plan: 7, revenue: 9, size: 'big' } },
    };
    const { body } = await claim(elleve, 'ada', fields);
    expect(body).toMatchObject({
      show: isGranted,
      ignored_traits: ['plan', 'seat', 'account.plan', 'account.revenue', 'account.size'],
    });
    const kept = { traits: { role: 'owner' }, account: { id: 'acme', traits: { plan: 'pro' } } };
    expect((await claim(elleve, 'bea', kept)).body).not.toHaveProperty('ignored_traits');
  });

  it('that is repeated after the answer gets the same answer too', async () => {
    const id = elleve.newId();
    const first = await claim(elleve, 'ada', { id });
    await answer(elleve, { id, write_token: String(first.body['write_token']) });
    expect((await claim(elleve, 'ada', { id })).body).toEqual(first.body);
  });

  it.each([
    ['another person', { respondent: { id: 'bea' } }],
    ['nobody', { respondent: undefined }],
    ['a device', { respondent: undefined, anonymous_id: '019cd7ea-7a00-7c41-9d1e-0e6d6a1c2f3b' }],
  ])('under the id of an earlier one, for %s, is refused', async (_, otherwise) => {
    const { id } = await show(elleve, 'ada');
    const stored = elleve.stored();
    expect(await claim(elleve, 'ada', { id, ...otherwise })).toMatchObject({
      status: 409,
      body: { code: 'id_reused' },
    });
    expect(elleve.stored()).toEqual(stored);
  });

  it('under the id of an earlier one, for another survey, is refused', async () => {
    const { id } = await show(elleve, 'ada');
    const other = await makeSurvey(elleve, { pressure: { rest_after_other_survey_days: 0 } }, 'live');
    expect(await claim(elleve, 'ada', { id, survey_id: other })).toMatchObject({
      status: 409,
      body: { code: 'id_reused' },
    });
  });

  it('from a page with an older version of the survey is granted and says which version was read', async () => {
    const wording = { default_locale: 'en', locales: { en: { question: 'Would you recommend us?' } } };
    await call(elleve, 'PATCH', `/surveys/${elleve.survey_id}`, { body: { wording } });
    await show(elleve, 'ada', { survey_version: 1 });
    await show(elleve, 'bea', { survey_version: 2 });
    const versions = elleve.stored()['display']!.map((row) => (row as { survey_version: number }).survey_version);
    expect(new Set(versions)).toEqual(new Set([1, 2]));
  });

  it.each([
    ['a draft', []],
    ['paused', ['live', 'paused']],
    ['archived', ['live', 'paused', 'archived']],
  ] as const)('on a survey that is %s finds it closed', async (_, statuses) => {
    const survey = await makeSurvey(elleve, {}, ...statuses);
    const stored = elleve.stored();
    expect((await claim(elleve, 'ada', { survey_id: survey })).body).toEqual({ show: false, because: 'closed' });
    expect(elleve.stored()).toEqual(stored);
  });

  it('that is refused leaves nothing behind', async () => {
    await respond(elleve, 'ada');
    const stored = elleve.stored();
    await claim(elleve, 'ada', { account: { id: 'unheard of' }, touchpoint: 'unheard_of' });
    expect(elleve.stored()).toEqual(stored);
  });
});

describe('somebody is not asked again', () => {
  it('for 90 days after an answer', async () => {
    await respond(elleve, 'ada');
    await expectRest(days(90));
  });

  it('for 90 days after the answer arrived, whenever it was given', async () => {
    await respond(elleve, 'ada', { answered_ms_ago: 6 * DAY_MS });
    await expectRest(days(90));
  });

  it('for 14 days after closing the question', async () => {
    const display = await show(elleve, 'ada');
    elleve.clock.now += 10 * 60_000;
    await dismiss(elleve, display, 'closed');
    await expectRest(days(14));
  });

  it('for 14 days after leaving it without a word', async () => {
    await show(elleve, 'ada');
    await expectRest(days(14));
  });

  it('a third time within 90 days of the first', async () => {
    await show(elleve, 'ada');
    elleve.clock.now += 20 * DAY_MS;
    await show(elleve, 'ada');
    elleve.clock.now += 20 * DAY_MS;
    await expectRest(days(50));
    elleve.clock.now += 14 * DAY_MS;
    await show(elleve, 'ada'); // the second of the next wave
    elleve.clock.now += 14 * DAY_MS;
    await expectRest(days(90 - 28));
  });

  it('by any survey for 30 days after another one', async () => {
    await respond(elleve, 'ada');
    const other = await makeSurvey(elleve, {}, 'live');
    await expectRest(days(30), 'ada', { survey_id: other });
  });

  it('on another page, at another touchpoint, from another device', async () => {
    await respond(elleve, 'ada', {}, { device: 'desktop', url_path: '/', touchpoint: 'login' });
    const elsewhere = { device: 'phone', url_path: '/invoices', touchpoint: 'invoice_paid', account: { id: 'acme' } };
    expect((await claim(elleve, 'ada', elsewhere)).body).toMatchObject({ show: false });
  });

  it.each([1, 365])('as the team has set it: after %i days', async (rest_days) => {
    await call(elleve, 'PATCH', `/surveys/${elleve.survey_id}`, {
      body: { pressure: { rest_days, rest_after_dismissal_days: 1 } },
    });
    await respond(elleve, 'ada');
    await expectRest(days(rest_days));
  });

  it('ever, where the survey asks once', async () => {
    await call(elleve, 'PATCH', `/surveys/${elleve.survey_id}`, { body: { pressure: { rest_days: null } } });
    await respond(elleve, 'ada');
    elleve.clock.now += 3_650 * DAY_MS;
    expect((await claim(elleve, 'ada')).body).toEqual({ show: false, because: 'not_selected' });
  });
});

describe('somebody else is asked all the same:', () => {
  it.each(['bea', 'Ada', 'ada ', 'ada\n'])('%j is not ada', async (respondent) => {
    await respond(elleve, 'ada');
    await show(elleve, respondent);
  });

  it('a device is no person, though their ids read alike', async () => {
    const id = '019cd7ea-7a00-7c41-9d1e-0e6d6a1c2f3b';
    await respond(elleve, id);
    await show(elleve, '', { respondent: undefined, anonymous_id: id });
  });

  it('the respondent of that name in another project', async () => {
    const neighbour = { ...elleve, ...(await elleve.newProject({ name: 'Neighbour' })) };
    await respond(elleve, 'ada');
    await respond(neighbour, 'ada');
  });
});

describe('a visitor without a name', () => {
  const NOBODY = { respondent: undefined };

  it('is not asked by a survey that comes back: it could not tell them apart', async () => {
    expect((await claim(elleve, '', NOBODY)).body).toEqual({ show: false, because: 'not_selected' });
  });

  it('is asked by a survey that asks once', async () => {
    await call(elleve, 'PATCH', `/surveys/${elleve.survey_id}`, { body: { pressure: { rest_days: null } } });
    await respond(elleve, '', {}, NOBODY);
    expect(elleve.stored()['response']).toMatchObject([
      { respondent_id: null, identity: numberOf('identity', 'anonymous') },
    ]);
  });

  it('rests like anybody when the device has an id', async () => {
    const device = { ...NOBODY, anonymous_id: elleve.newId() };
    await respond(elleve, '', {}, device);
    await expectRest(days(90), '', device);
  });
});

describe('a claim given back because nothing was drawn', () => {
  it('lets the next one through at once', async () => {
    await dismiss(elleve, await show(elleve, 'ada'), 'not_drawn');
    await show(elleve, 'ada');
  });

  it('leaves the memory as it was before it', async () => {
    await dismiss(elleve, await show(elleve, 'ada'), 'closed');
    const asking = elleve.stored()['asking'];
    elleve.clock.now += 20 * DAY_MS;
    await dismiss(elleve, await show(elleve, 'ada'), 'not_drawn');
    expect(elleve.stored()['asking']).toEqual(asking);
    await dismiss(elleve, await show(elleve, 'ada'), 'closed');
    elleve.clock.now += 14 * DAY_MS;
    await expectRest(days(90 - 34)); // that was the second of the wave, not the third
  });

  it('does not touch a later one that was seen', async () => {
    const first = await show(elleve, 'ada');
    elleve.clock.now += 14 * DAY_MS;
    await dismiss(elleve, await show(elleve, 'ada'), 'closed');
    await dismiss(elleve, first, 'not_drawn');
    expect((await claim(elleve, 'ada')).body).toMatchObject({ show: false });
  });

  it('does not touch a later one that is still on the screen', async () => {
    const first = await show(elleve, 'ada');
    elleve.clock.now += 14 * DAY_MS;
    await show(elleve, 'ada');
    await dismiss(elleve, first, 'not_drawn');
    expect((await claim(elleve, 'ada')).body).toMatchObject({ show: false });
  });
});

/** Over real sockets, each on a connection of its own. */
async function claimAtOnce(respondents: string[]): Promise<number> {
  if (!elleve.app.server.listening) await elleve.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = elleve.app.server.address() as AddressInfo;
  const verdicts = await Promise.all(
    respondents.map(async (id) => {
      const body = { id: elleve.newId(), survey_id: elleve.survey_id, survey_version: 1, respondent: { id } };
      const answered = await fetch(`http://127.0.0.1:${port}/c/${elleve.public_key}/displays`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return (await answered.json()) as { show: boolean };
    }),
  );
  return verdicts.filter((verdict) => verdict.show).length;
}

describe('of fifty claims at once', () => {
  it('for one person one is shown', async () => {
    expect(await claimAtOnce(Array<string>(50).fill('ada'))).toBe(1);
  });

  it('for fifty people all are shown', async () => {
    expect(await claimAtOnce(Array.from({ length: 50 }, (_, i) => `person ${i}`))).toBe(50);
  });
});
