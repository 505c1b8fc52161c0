import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startElleve, type Elleve } from '../harness.ts';
import { respond } from '../page.ts';
import { call, makeSurvey, read } from '../team.ts';

/** One server with seven answers for all: reading changes nothing. */
let elleve: Elleve;
let support: string;
let pulse: string;

beforeAll(async () => {
  elleve = await startElleve({ time_zone: 'Europe/Copenhagen' });
  for (const [key, type, of] of [
    ['seats', 'number', 'account'],
    ['vip', 'boolean', 'respondent'],
    ['started', 'date', 'account'],
  ]) {
    await call(elleve, 'PUT', `/traits/${key}`, { body: { type, of, source: 'browser' } });
  }
  support = await makeSurvey(elleve, { name: 'Support', kind: 'transactional' }, 'live');
  pulse = await makeSurvey(elleve, { name: 'Pulse' }, 'live');

  const acme = { id: 'acme', traits: { plan: 'pro', seats: 250, started: '2024-01-31' } };
  const initech = { id: 'initech', traits: { plan: 'free', seats: 2.5 } };
  // Midnight in Copenhagen is 23:00 UTC.
  await answered('ada', 10, '2026-01-31T22:59:59.999Z', {
    account: acme,
    locale: 'en',
    traits: { vip: true, role: 'owner' },
  });
  await answered('bea', 9, '2026-01-31T23:00:00.000Z', { account: acme, locale: 'da', touchpoint: 'invoice_paid' });
  await answered('cleo', 7, '2026-02-01T12:00:00.000Z', { account: initech, locale: 'da', traits: { vip: false } });
  await answered('dora', 0, '2026-02-28T22:59:59.999Z', {
    touchpoint: 'ticket_closed',
    traits: { role: "'; drop table response; --" },
  });
  await answered('emma', 3, '2026-03-01T12:00:00.000Z', { account: initech, traits: { seats: 7, vip: 'yes' } });
  await answered('finn', 8, '2026-03-01T12:00:00.000Z', { survey_id: support, account: acme });
  await answered('gus', 6, '2026-03-01T12:00:00.000Z', { survey_id: pulse });
  elleve.clock.now = Date.parse('2026-03-10T12:00:00Z');
});
afterAll(() => elleve.close());

async function answered(
  respondent: string,
  score: number,
  at: string,
  claimed: Record<string, unknown>,
): Promise<void> {
  elleve.clock.now = Date.parse(at);
  await respond(elleve, respondent, { score }, claimed);
}

/** `MAIN`, `SUPPORT` and `PULSE` stand for the ids of those surveys. */
function resolved(query: string): string {
  return query.replaceAll('MAIN', elleve.survey_id).replaceAll('SUPPORT', support).replaceAll('PULSE', pulse);
}

const RELATIONSHIP = ['ada', 'bea', 'cleo', 'dora', 'emma', 'gus'];

describe('one filter, the same on every report:', () => {
  it.each<[string, string[]]>([
    ['', RELATIONSHIP],
    ['kind=relationship', RELATIONSHIP],
    ['kind=transactional', ['finn']],
    ['survey=MAIN', ['ada', 'bea', 'cleo', 'dora', 'emma']],
    ['survey=PULSE', ['gus']],
    ['survey=SUPPORT', ['finn']],
    ['survey=SUPPORT&kind=transactional', ['finn']],
    ['survey=MAIN&survey=PULSE', RELATIONSHIP],
    ['survey=PULSE&survey=PULSE', ['gus']],
    ['since=2026-02-01', ['bea', 'cleo', 'dora', 'emma', 'gus']],
    ['until=2026-01-31', ['ada']],
    ['since=2026-02-01&until=2026-02-28', ['bea', 'cleo', 'dora']],
    ['since=2026-02-01&until=2026-02-01', ['bea', 'cleo']],
    ['since=2025-01-01&until=2025-12-31', []],
    ['channel=widget', RELATIONSHIP],
    ['channel=email', []],
    ['locale=da', ['bea', 'cleo']],
    ['locale=sv', []],
    ['account=acme', ['ada', 'bea']],
    ['account=initech&since=2026-02-02', ['emma']],
    ['account=nobody', []],
    ['touchpoint=invoice_paid', ['bea']],
    ['touchpoint=never_heard_of', []],
    ['where[plan]=pro', ['ada', 'bea']],
    ['where[plan]=pro&where[plan]=free', ['ada', 'bea', 'cleo', 'emma']],
    ['where[plan]=pro&where[role]=owner', ['ada']],
    ['where[plan]=Pro', []],
    ['where[seats]=250', ['ada', 'bea']],
    ['where[seats]=250.0', ['ada', 'bea']],
    ['where[seats]=2.5', ['cleo', 'emma']],
    ['where[vip]=true', ['ada']],
    ['where[vip]=false', ['cleo']],
    ['where[started]=2024-01-31', ['ada', 'bea']],
    [`where[role]=${encodeURIComponent("'; drop table response; --")}`, ['dora']],
    ['where%5Bplan%5D=pro', ['ada', 'bea']],
  ])('?%s', async (query, expected) => {
    const text = resolved(query);
    const listed = await read(elleve, `/responses?${text}`);
    const rows = listed['data'] as { respondent_id: string }[];
    expect(rows.map((row) => row.respondent_id).sort((a, b) => a.localeCompare(b))).toEqual(expected);
    expect(await read(elleve, `/metrics?${text}`)).toMatchObject({ response_count: expected.length });

    const series = await read(elleve, `/metrics/series?bucket=year&${text}`);
    const counts = (series['data'] as { response_count: number }[]).map((bucket) => bucket.response_count);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(expected.length);
  });

  it('counts a rate over the same displays as the answers', async () => {
    expect(await read(elleve, '/metrics?account=acme')).toMatchObject({ display_count: 2, response_rate: 1 });
    expect(await read(elleve, '/metrics?channel=email')).toMatchObject({ display_count: 0, response_rate: null });
  });

  it.each([
    ['', { time_zone: 'Europe/Copenhagen', since: null, until: null, kind: 'relationship' }],
    ['since=2026-02-01&until=2026-02-28', { since: '2026-02-01', until: '2026-02-28' }],
    ['kind=transactional', { kind: 'transactional' }],
  ])('says what it counted: ?%s', async (query, echo) => {
    expect(await read(elleve, `/metrics?${query}`)).toMatchObject(echo);
  });

  it('names the surveys it counted', async () => {
    expect(await read(elleve, '/metrics')).toMatchObject({ surveys: [elleve.survey_id, pulse] });
    expect(await read(elleve, `/metrics?survey=${support}`)).toMatchObject({
      surveys: [support],
      kind: 'transactional',
    });
  });
});

describe.each(['/metrics?', '/metrics/series?bucket=month&', '/responses?'])('GET /v1%s', (path) => {
  it.each([
    ['survey=MAIN&survey=SUPPORT', 422, 'mixed_kinds'],
    ['survey=MAIN&kind=transactional', 422, 'mixed_kinds'],
    ['survey=srv_0123456789abcdef', 404, 'unknown_survey'],
    ['survey=MAIN&survey=srv_0123456789abcdef', 404, 'unknown_survey'],
    ['survey=nonsense', 400, 'invalid_request'],
    [Array(51).fill('survey=MAIN').join('&'), 400, 'invalid_request'],
    ['kind=both', 400, 'invalid_request'],
    ['since=2026-03-02&until=2026-03-01', 422, 'reversed_range'],
    ['since=2026-02-29', 400, 'invalid_request'],
    ['until=2026-13-01', 400, 'invalid_request'],
    ['since=2026-1-1', 400, 'invalid_request'],
    ['since=yesterday', 400, 'invalid_request'],
    ['since=2026-01-01T00:00:00Z', 400, 'invalid_request'],
    ['since=', 400, 'invalid_request'],
    ['since=2026-01-01&since=2026-01-02', 400, 'invalid_request'],
    ['channel=fax', 400, 'invalid_request'],
    ['channel=widget&channel=email', 400, 'invalid_request'],
    ['locale=not+a+tag', 400, 'invalid_request'],
    ['account=', 400, 'invalid_request'],
    ['touchpoint=two+words', 400, 'invalid_request'],
    ['where[unheard]=of', 422, 'unknown_trait'],
    ['where[__proto__]=x', 422, 'unknown_trait'],
    ['where[seats]=many', 400, 'invalid_request'],
    ['where[seats]=', 400, 'invalid_request'],
    ['where[seats]=Infinity', 400, 'invalid_request'],
    ['where[vip]=yes', 400, 'invalid_request'],
    [`where[plan]=${'x'.repeat(257)}`, 400, 'invalid_request'],
    ['where=pro', 400, 'invalid_request'],
    ['where[]=pro', 400, 'invalid_request'],
    ['where[plan', 400, 'invalid_request'],
    ['where[a.b]=pro', 400, 'invalid_request'],
    ['where[plan][x]=pro', 400, 'invalid_request'],
    ['Survey=MAIN', 400, 'invalid_request'],
    ['nonsense=1', 400, 'invalid_request'],
    ['project=prj_0123456789abcdef', 400, 'invalid_request'],
    ['constructor=1', 400, 'invalid_request'],
  ])('refuses %s', async (query, status, code) => {
    const refused = await call(elleve, 'GET', path + resolved(query));
    expect(refused).toMatchObject({ status, body: { code } });
    expect(refused.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  it('names the parameter, and does not repeat what was sent', async () => {
    const refused = await call(elleve, 'GET', `${path}since=%3Cscript%3E&where[seats]=7`);
    expect(refused.body['errors']).toEqual([{ path: 'since', message: expect.any(String) }]);
    expect(JSON.stringify(refused.body)).not.toContain('script');
    const seats = await call(elleve, 'GET', `${path}where[seats]=many`);
    expect(seats.body['errors']).toEqual([{ path: 'where[seats]', message: 'must be a number' }]);
  });
});

describe('confidence', () => {
  it.each([
    ['', 0.95],
    ['confidence=0.90', 0.9],
    ['confidence=0.95', 0.95],
    ['confidence=0.99', 0.99],
  ])('may be chosen: ?%s', async (query, confidence) => {
    expect(await read(elleve, `/metrics?${query}`)).toMatchObject({ confidence_interval: { confidence } });
  });

  it.each(['0.9', '0.5', '95', '1', ''])('is not %j', async (confidence) => {
    expect(await call(elleve, 'GET', `/metrics?confidence=${confidence}`)).toMatchObject({ status: 400 });
  });

  it('is not for lists', async () => {
    expect(await call(elleve, 'GET', '/responses?confidence=0.95')).toMatchObject({ status: 400 });
  });
});
