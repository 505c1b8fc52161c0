import { beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, freshElleve, type Elleve } from '../harness.ts';
import { claim, respond, show } from '../page.ts';
import { call, read } from '../team.ts';

let elleve: Elleve;
beforeEach(async () => {
  elleve = await freshElleve();
  const declare = (key: string, type: string, of: string, source: string) =>
    call(elleve, 'PUT', `/traits/${key}`, { body: { type, of, source } });
  await declare('mrr', 'number', 'account', 'server');
  await declare('renews', 'date', 'account', 'server');
  await declare('seniority', 'text', 'respondent', 'server');
});

const say = (party: 'respondents' | 'accounts', body: unknown, key?: string) =>
  call(elleve, 'POST', `/${party}`, { body, ...(key !== undefined && { key }) });
const target = (targeting: object) => call(elleve, 'PATCH', `/surveys/${elleve.survey_id}`, { body: { targeting } });
const ACME = { account: { id: 'acme', traits: { plan: 'free' } } };

describe('what a server says of a company', () => {
  it('is kept, field by field', async () => {
    const first = await say('accounts', { id: 'acme', started_on: '2026-01-01', traits: { mrr: 900, plan: 'pro' } });
    expect(first).toMatchObject({ status: 200 });
    expect(first.body).toEqual({ id: 'acme', started_on: '2026-01-01', traits: { mrr: 900, plan: 'pro' } });
    const second = await say('accounts', { id: 'acme', traits: { mrr: null, renews: '2026-12-31' } });
    expect(second.body).toEqual({
      id: 'acme',
      started_on: '2026-01-01',
      traits: { plan: 'pro', renews: '2026-12-31' },
    });
    expect((await say('accounts', { id: 'acme', started_on: null })).body).toMatchObject({ started_on: null });
  });

  it('stands with each answer, before what a page says', async () => {
    await say('accounts', { id: 'acme', traits: { mrr: 900, plan: 'pro' } });
    const { id } = await respond(elleve, 'ada', {}, ACME);
    expect(await read(elleve, `/responses/${id}`)).toMatchObject({ traits: { mrr: 900, plan: 'pro' } });
  });

  it('decides who is asked', async () => {
    await target({ traits: { mrr: { gte: 500 }, renews: { lt: '2027-01-01' } } });
    await say('accounts', { id: 'acme', traits: { mrr: 900, renews: '2026-12-31' } });
    await show(elleve, 'ada', ACME);
    expect((await claim(elleve, 'bea', { account: { id: 'globex', traits: { mrr: 900 } } })).body).toEqual({
      show: false,
      because: 'not_selected',
      // Only a server may say what a company pays.
      ignored_traits: ['account.mrr'],
    });
  });

  it('lets its people settle in', async () => {
    await say('accounts', { id: 'acme', started_on: '2026-03-01' });
    const { body } = await claim(elleve, 'ada', ACME);
    expect(body).toMatchObject({ show: false, because: 'not_now' });
    elleve.clock.now += Number(body['retry_after_s']) * 1000 - 1;
    expect((await claim(elleve, 'ada', ACME)).body).toMatchObject({ show: false });
    elleve.clock.now += 1;
    await show(elleve, 'ada', ACME);
    expect(new Date(elleve.clock.now).toISOString()).toBe('2026-03-14T23:00:00.000Z');
  });
});

describe('what a server says of a person', () => {
  it('is kept, field by field, and puts them in their company', async () => {
    const told = { id: 'ada', account_id: 'acme', started_on: '2025-01-01', traits: { seniority: 'lead' } };
    expect((await say('respondents', told)).body).toEqual({ ...told, opted_out: false });
    const { id } = await respond(elleve, 'ada');
    expect(await read(elleve, `/responses/${id}`)).toMatchObject({ account_id: 'acme', traits: { seniority: 'lead' } });
    expect((await say('respondents', { id: 'ada', account_id: null })).body).toEqual({
      ...told,
      account_id: null,
      opted_out: false,
    });
  });

  it('yields to the company that the page names', async () => {
    await say('respondents', { id: 'ada', account_id: 'acme' });
    const { id } = await respond(elleve, 'ada', {}, { account: { id: 'globex' } });
    expect(await read(elleve, `/responses/${id}`)).toMatchObject({ account_id: 'globex' });
  });

  it('takes them out for ever, until it says otherwise', async () => {
    expect((await say('respondents', { id: 'ada', opted_out: true })).body).toMatchObject({ opted_out: true });
    elleve.clock.now += 900 * DAY_MS;
    expect((await claim(elleve, 'ada')).body).toEqual({ show: false, because: 'not_selected' });
    expect((await say('respondents', { id: 'ada' })).body).toMatchObject({ opted_out: true });
    await say('respondents', { id: 'ada', opted_out: false });
    await show(elleve, 'ada');
  });
});

describe('a server is refused', () => {
  it.each([
    [
      'respondents',
      { id: 'ada', traits: { shoe_size: 43 } },
      '/traits/shoe_size',
      'is no declared trait of a respondent',
    ],
    ['respondents', { id: 'ada', traits: { mrr: 900 } }, '/traits/mrr', 'is no declared trait of a respondent'],
    ['accounts', { id: 'acme', traits: { mrr: '900' } }, '/traits/mrr', 'is no number'],
    ['accounts', { id: 'acme', traits: { renews: 'soon' } }, '/traits/renews', 'is no date'],
    [
      'accounts',
      { id: 'acme', traits: { seniority: 'lead' } },
      '/traits/seniority',
      'is no declared trait of an account',
    ],
  ] as const)('%s with %j: %s %s', async (party, body, path, message) => {
    const stored = elleve.stored();
    expect(await say(party, body)).toMatchObject({
      status: 422,
      body: { code: 'unknown_trait', errors: [{ path, message }] },
    });
    expect(elleve.stored()).toEqual(stored);
  });

  it.each([
    ['respondents', {}],
    ['respondents', { id: '' }],
    ['respondents', { id: 7 }],
    ['respondents', { id: 'ada', started_on: '2026-02-30' }],
    ['respondents', { id: 'ada', opted_out: null }],
    ['respondents', { id: 'ada', name: 'Ada' }],
    ['accounts', { id: 'x'.repeat(129) }],
    ['accounts', { id: 'acme', account_id: 'globex' }],
  ] as const)('%s with %j', async (party, body) => {
    expect(await say(party, body)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  });

  it('without the scope `respond`', async () => {
    const reader = await elleve.newKey('read');
    const responder = await elleve.newKey('respond');
    expect(await say('accounts', { id: 'acme' }, reader)).toMatchObject({ status: 403 });
    expect(await say('accounts', { id: 'acme' }, responder)).toMatchObject({ status: 200 });
  });
});
