import { beforeEach, describe, expect, it } from 'vitest';
import { numberOf } from '../../../server/storage/sqlite/stored-words.ts';
import { DAY_MS, freshElleve, HOUR_MS, type Elleve } from '../harness.ts';
import { answer, change, claim, dismiss, respond, show, type Heard } from '../page.ts';

let elleve: Elleve;
beforeEach(async () => {
  elleve = await freshElleve();
});

/** The only response there is. */
function storedResponse(): Record<string, unknown> {
  const rows = elleve.stored()['response'] as Record<string, unknown>[];
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

/** How many answers had each status. */
function statusesOf(answers: Heard[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

describe('an answer', () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('may be %i', async (score) => {
    const display = await show(elleve, 'ada');
    expect(await answer(elleve, display, { score })).toMatchObject({ status: 201 });
    expect(storedResponse()).toMatchObject({ score });
  });

  it('is acknowledged by its id alone', async () => {
    const id = elleve.newId();
    const acknowledged = await answer(elleve, await show(elleve, 'ada'), { id });
    expect(acknowledged).toMatchObject({ status: 201, body: { id } });
    expect(Object.keys(acknowledged.body)).toEqual(['id']);
  });

  it('inherits from its display who gave it, where, and to which question', async () => {
    const page = { touchpoint: 'invoice_paid', locale: 'da-DK', url_path: '/invoices', device: 'phone' };
    const account = { id: 'acme', traits: { plan: 'pro', undeclared: 'x' } };
    await respond(
      elleve,
      'ada',
      { comment: 'Good' },
      { ...page, account, traits: { role: 'admin', plan: 'not of a person' } },
    );

    const key = await elleve.newKey('read');
    const listed = await elleve.app.inject({ url: '/v1/responses', headers: { authorization: `Bearer ${key}` } });
    expect(listed.json().data).toMatchObject([
      {
        survey_id: elleve.survey_id,
        survey_version: 1,
        kind: 'relationship',
        channel: 'widget',
        identity: 'claimed',
        respondent_id: 'ada',
        account_id: 'acme',
        traits: { plan: 'pro', role: 'admin' },
        touchpoint: 'invoice_paid',
        locale: 'da-DK',
        url_path: '/invoices',
      },
    ]);
  });

  it('counts from when it was given, up to seven days before it arrived', async () => {
    await respond(elleve, 'ada', { answered_ms_ago: 7 * DAY_MS });
    expect(storedResponse()).toMatchObject({
      responded_at: elleve.clock.now - 7 * DAY_MS,
      received_after: 7 * DAY_MS,
    });
  });

  it.each([
    ['composes letters', 'Cafe\u0301', 'Caf\u00e9'],
    ['keeps lines and tabs', 'one\n\ttwo', 'one\n\ttwo'],
    ['knows one line end', 'one\r\ntwo\rthree', 'one\ntwo\nthree'],
    ['drops control characters', 'a\u0001b\u001b[31mc\u007fd', 'ab[31mcd'],
    ['trims the margins', '  hello \n', 'hello'],
    ['keeps characters beyond the basic plane', '👩‍👩‍👧 🇩🇰', '👩‍👩‍👧 🇩🇰'],
    ['keeps markup as the text it is', '<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['makes nothing of nothing', ' \n\t ', null],
  ])('%s in a comment', async (_, comment, kept) => {
    await respond(elleve, 'ada', { comment });
    expect(storedResponse()).toMatchObject({ comment: kept });
  });
});

describe('an answer that is sent again', () => {
  it.each([
    ['as it was', {}],
    ['later', { answered_ms_ago: 90_000 }],
    ['with its letters composed otherwise', { comment: 'Cafe\u0301' }],
  ])('%s is acknowledged and kept once', async (_, differently) => {
    const display = await show(elleve, 'ada');
    const fields = { id: elleve.newId(), score: 4, comment: 'Caf\u00e9', contact_ok: true };
    expect(await answer(elleve, display, fields)).toMatchObject({ status: 201 });
    const first = elleve.stored();
    elleve.clock.now += 90_000;
    expect(await answer(elleve, display, { ...fields, ...differently })).toMatchObject({
      status: 200,
      body: { id: fields.id },
    });
    expect(elleve.stored()).toEqual(first);
  });

  it('after it was changed does not undo the change', async () => {
    const display = await show(elleve, 'ada');
    const fields = { id: elleve.newId(), score: 4 };
    await answer(elleve, display, fields);
    await change(elleve, fields.id, display, { score: 10, comment: 'Solved!' });
    const changed = elleve.stored();
    expect(await answer(elleve, display, fields)).toMatchObject({ status: 200 });
    expect(elleve.stored()).toEqual(changed);
  });

  it.each([
    ['another score', { score: 5 }],
    ['another comment', { comment: 'Worse' }],
    ['no comment', { comment: undefined }],
    ['another consent', { contact_ok: false }],
    ['no consent', { contact_ok: undefined }],
  ])('with %s is refused, and the first stands', async (_, otherwise) => {
    const display = await show(elleve, 'ada');
    const fields = { id: elleve.newId(), score: 4, comment: 'Bad', contact_ok: true };
    await answer(elleve, display, fields);
    const first = elleve.stored();
    const refused = await answer(elleve, display, { ...fields, ...otherwise });
    expect(refused).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    expect(elleve.stored()).toEqual(first);
  });

  it('for another display is refused', async () => {
    const { id } = await respond(elleve, 'ada');
    const other = await show(elleve, 'bea');
    expect(await answer(elleve, other, { id })).toMatchObject({ status: 409, body: { code: 'id_reused' } });
  });

  it('many times at once is kept once', async () => {
    const display = await show(elleve, 'ada');
    const id = elleve.newId();
    const answers = await Promise.all(Array.from({ length: 20 }, () => answer(elleve, display, { id })));
    expect(statusesOf(answers)).toEqual({ 200: 19, 201: 1 });
    storedResponse();
  });
});

describe('a display', () => {
  it('takes one answer: a second one under another id is refused', async () => {
    const { display } = await respond(elleve, 'ada', { score: 2 });
    expect(await answer(elleve, display, { score: 9 })).toMatchObject({
      status: 409,
      body: { code: 'display_answered' },
    });
    expect(storedResponse()).toMatchObject({ score: 2 });
  });

  it('takes one of many different answers that come at once', async () => {
    const display = await show(elleve, 'ada');
    const answers = await Promise.all([0, 3, 7, 10].map((score) => answer(elleve, display, { score })));
    expect(statusesOf(answers)).toEqual({ 201: 1, 409: 3 });
    storedResponse();
  });

  it('takes an answer after its dismissal: who answers is heard', async () => {
    const display = await show(elleve, 'ada');
    await dismiss(elleve, display, 'timeout');
    expect(await answer(elleve, display, { score: 8 })).toMatchObject({ status: 201 });
  });

  it('that was given back and answered all the same begins the rest', async () => {
    const display = await show(elleve, 'ada');
    await dismiss(elleve, display, 'not_drawn');
    expect(await answer(elleve, display)).toMatchObject({ status: 201 });
    expect((await claim(elleve, 'ada')).body).toMatchObject({
      show: false,
      because: 'not_now',
      retry_after_s: (90 * DAY_MS) / 1000,
    });
  });

  it('takes an answer days later: none is lost to a laptop lid', async () => {
    const display = await show(elleve, 'ada');
    elleve.clock.now += 3 * DAY_MS;
    expect(await answer(elleve, display, { answered_ms_ago: 3 * DAY_MS })).toMatchObject({ status: 201 });
  });
});

describe('a change', () => {
  const FIRST = { score: 4, comment: 'Slow', contact_ok: true };

  it.each([
    ['the score', { score: 9 }, { score: 9, comment: 'Slow', contact_ok: 1 }],
    ['the comment', { comment: 'Fast' }, { score: 4, comment: 'Fast', contact_ok: 1 }],
    ['the comment away', { comment: '' }, { score: 4, comment: null, contact_ok: 1 }],
    ['the consent', { contact_ok: false }, { score: 4, comment: 'Slow', contact_ok: 0 }],
    ['all at once', { score: 0, comment: 'No', contact_ok: false }, { score: 0, comment: 'No', contact_ok: 0 }],
  ])('takes %s and nothing else', async (_, fields, expected) => {
    const { id, display } = await respond(elleve, 'ada', FIRST);
    elleve.clock.now += HOUR_MS;
    expect(await change(elleve, id, display, fields)).toMatchObject({ status: 200, body: { id } });
    expect(storedResponse()).toMatchObject({
      ...expected,
      responded_at: elleve.clock.now - HOUR_MS,
      changed_at: elleve.clock.now,
    });
  });

  it('may come again', async () => {
    const { id, display } = await respond(elleve, 'ada', FIRST);
    for (const score of [10, 10, 3]) {
      expect(await change(elleve, id, display, { score })).toMatchObject({ status: 200 });
    }
    expect(storedResponse()).toMatchObject({ score: 3 });
  });

  it('is taken for 24 hours after the answer arrived, whenever it was given', async () => {
    const { id, display } = await respond(elleve, 'ada', { ...FIRST, answered_ms_ago: 6 * DAY_MS });
    elleve.clock.now += 24 * HOUR_MS;
    expect(await change(elleve, id, display, { score: 7 })).toMatchObject({ status: 200 });
    elleve.clock.now += 1;
    const late = await change(elleve, id, display, { score: 10 });
    expect(late).toMatchObject({ status: 422, body: { code: 'changes_closed' } });
    expect(storedResponse()).toMatchObject({ score: 7 });
  });

  it('leaves the answer on the day on which it was given', async () => {
    const { id, display } = await respond(elleve, 'ada', FIRST);
    const { day } = storedResponse();
    elleve.clock.now += 20 * HOUR_MS;
    await change(elleve, id, display, { score: 10 });
    expect(storedResponse()).toMatchObject({ day });
  });
});

describe('a dismissal', () => {
  it.each(['closed', 'escape', 'timeout', 'not_drawn'] as const)(
    'for the reason %s is kept, and said twice changes nothing',
    async (reason) => {
      const display = await show(elleve, 'ada');
      expect(await dismiss(elleve, display, reason)).toMatchObject({ status: 200, body: { id: display.id } });
      expect(elleve.stored()['display']).toMatchObject([{ outcome: numberOf('outcome', reason) }]);
      const once = elleve.stored();
      elleve.clock.now += HOUR_MS;
      expect(await dismiss(elleve, display, reason)).toMatchObject({ status: 200 });
      expect(await dismiss(elleve, display, 'closed')).toMatchObject({ status: 200 });
      expect(elleve.stored()).toEqual(once);
    },
  );

  it.each(['closed', 'not_drawn'])('after the answer changes nothing: %s', async (reason) => {
    const { display } = await respond(elleve, 'ada');
    const answered = elleve.stored();
    expect(await dismiss(elleve, display, reason)).toMatchObject({ status: 200 });
    expect(elleve.stored()).toEqual(answered);
  });
});
