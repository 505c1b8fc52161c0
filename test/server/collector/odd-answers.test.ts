import { beforeEach, describe, expect, it } from 'vitest';
import type { MadeSigningKey } from '../../../shared/contract/signing-keys.ts';
import { freshElleve, HOUR_MS, type Elleve } from '../harness.ts';
import { answer, dismiss, respond, show } from '../page.ts';
import { call, read } from '../team.ts';
import { tokenOf } from './tokens.ts';

let elleve: Elleve;
beforeEach(async () => {
  elleve = await freshElleve();
});

/** Each for a company of its own: colleagues would wait for each other. */
const ofOwn = (person: string) => ({ account: { id: `of-${person}` } });
const flagsOf = async (id: string) => (await read(elleve, `/responses/${id}`))['flags'];
const count = async () => (await read(elleve, '/metrics'))['response_count'];

async function burst(people: number): Promise<void> {
  for (let i = 0; i < people; i++) await respond(elleve, `crowd-${i}`, {}, ofOwn(`crowd-${i}`));
}

describe('an answer', () => {
  it('has no flag when nothing is odd about it', async () => {
    const { id } = await respond(elleve, 'ada', { answered_ms_ago: 0 });
    expect(await flagsOf(id)).toEqual([]);
  });

  it('is late more than 24 hours after its display', async () => {
    const [inTime, late] = [await show(elleve, 'ada', ofOwn('ada')), await show(elleve, 'bea', ofOwn('bea'))];
    elleve.clock.now += 24 * HOUR_MS;
    expect(await flagsOf(String((await answer(elleve, inTime)).body['id']))).toEqual([]);
    elleve.clock.now += 1;
    expect(await flagsOf(String((await answer(elleve, late)).body['id']))).toEqual(['late']);
  });

  it('has an impossible time when it was given before its display', async () => {
    const display = await show(elleve, 'ada');
    elleve.clock.now += 1_000;
    const { body } = await answer(elleve, display, { answered_ms_ago: 1_001 });
    expect(await flagsOf(String(body['id']))).toEqual(['impossible_time']);
  });

  it(
    'is part of a burst beyond a hundred within ten seconds, and counts all the same',
    { timeout: 120_000 },
    async () => {
      await burst(100);
      elleve.clock.now += 10_000;
      const { id } = await respond(elleve, 'one-more', {}, ofOwn('one-more'));
      expect(await flagsOf(id)).toEqual(['burst']);
      elleve.clock.now += 1;
      const { id: later } = await respond(elleve, 'later', {}, ofOwn('later'));
      expect(await flagsOf(later)).toEqual([]);
      expect(await count()).toBe(102);
    },
  );
});

describe('flagged answers', () => {
  it('leave the numbers together, and come back together', async () => {
    await respond(elleve, 'ada', { score: 10 }, ofOwn('ada'));
    await odd('bea');
    await odd('cleo');
    const before = await read(elleve, '/metrics');
    expect(await call(elleve, 'POST', '/responses/flagged/exclusion', { body: {} })).toMatchObject({
      status: 200,
      body: { response_count: 2 },
    });
    expect(await read(elleve, '/metrics')).toMatchObject({ response_count: 1, nps: 100 });
    expect((await call(elleve, 'POST', '/responses/flagged/exclusion', { body: {} })).body).toEqual({
      response_count: 0,
    });
    expect((await call(elleve, 'DELETE', '/responses/flagged/exclusion')).body).toEqual({ response_count: 2 });
    expect(await read(elleve, '/metrics')).toEqual(before);
    expect(await read(elleve, '/audit')).toMatchObject({
      data: [
        { action: 'flagged_restored' },
        { action: 'flagged_excluded', subject: 'burst late impossible_time', details: { response_count: '2' } },
      ],
    });
  });

  it('are chosen by their flag, and leave alone what somebody took out by hand', async () => {
    const id = await odd('bea');
    await call(elleve, 'POST', `/responses/${id}/exclusion`, { body: { reason: 'A colleague' } });
    await odd('cleo');
    expect(
      (await call(elleve, 'POST', '/responses/flagged/exclusion', { body: { flags: ['burst', 'late'] } })).body,
    ).toEqual({ response_count: 0 });
    expect(
      (await call(elleve, 'POST', '/responses/flagged/exclusion', { body: { flags: ['impossible_time'] } })).body,
    ).toEqual({ response_count: 1 });
    expect((await call(elleve, 'DELETE', '/responses/flagged/exclusion')).body).toEqual({ response_count: 1 });
    expect(await read(elleve, `/responses/${id}`)).toMatchObject({ excluded: true, exclusion_reason: 'A colleague' });
  });

  it('are those of one project', async () => {
    await odd('bea');
    const neighbour = await elleve.newProject();
    expect(
      (await call(elleve, 'POST', '/responses/flagged/exclusion', { key: neighbour.secret_key, body: {} })).body,
    ).toEqual({ response_count: 0 });
  });
});

describe('a survey that is shown twice in a wave', () => {
  it('has one answer of a person whose identity is proved', async () => {
    const prove = await signer();
    expect(await answersTwice({ id: 'ada', token: await prove() })).toEqual([201, 409]);
    expect(await count()).toBe(1);
  });

  it('has one answer of each wave, also when a display of the last is answered in the next', async () => {
    const prove = await signer();
    const { first, second } = await showTwice({ id: 'ada', token: await prove() });
    expect((await answer(elleve, second)).status).toBe(201);
    elleve.clock.now += 91 * 24 * HOUR_MS;
    const next = await show(elleve, 'ada', { respondent: { id: 'ada', token: await prove() } });
    expect((await answer(elleve, first)).status).toBe(409);
    expect((await answer(elleve, next)).status).toBe(201);
    expect(await count()).toBe(2);
  });

  it('keeps both answers of somebody who may be two', async () => {
    expect(await answersTwice({ id: 'ada' })).toEqual([201, 201]);
    expect(await count()).toBe(2);
  });
});

/** Proves at the moment of the clock that somebody is `ada`. */
async function signer(): Promise<() => Promise<string>> {
  const { body } = await call(elleve, 'POST', '/signing-keys', { body: {} });
  const key = body as unknown as MadeSigningKey;
  return async () => tokenOf({ project: elleve.project_id, key, now: elleve.clock.now });
}

/** The second one is answered; then an answer to the first comes after all. */
async function answersTwice(respondent: Record<string, unknown>): Promise<number[]> {
  const { first, second } = await showTwice(respondent);
  return [(await answer(elleve, second)).status, (await answer(elleve, first)).status];
}

/** Two displays of one wave, the first of them dismissed. */
async function showTwice(respondent: Record<string, unknown>) {
  const pressure = { rest_after_dismissal_days: 0, displays_per_wave: 2 };
  await call(elleve, 'PATCH', `/surveys/${elleve.survey_id}`, {
    body: { pressure: { ...pressure, asks_per_account_per_day: 2 } },
  });
  const first = await show(elleve, 'ada', { respondent });
  await dismiss(elleve, first);
  elleve.clock.now += 1_000;
  const second = await show(elleve, 'ada', { respondent });
  elleve.clock.now += 1_000;
  return { first, second };
}

/** The id of an answer that says it was given before its display. */
async function odd(person: string): Promise<string> {
  const display = await show(elleve, person, ofOwn(person));
  return String((await answer(elleve, display, { answered_ms_ago: 60_000, score: 0 })).body['id']);
}
