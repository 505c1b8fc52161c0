import { beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { timeIn } from '../../server/domain/test-clock.ts';
import { DAY_MS, freshElleve, type Elleve } from './harness.ts';
import { claim } from './page.ts';
import { call, read } from './team.ts';

let elleve: Elleve;
beforeEach(async () => {
  elleve = await freshElleve({ mode: 'test' });
});

function post(path: string, body: object, clock?: string) {
  return elleve.app.inject({
    method: 'POST',
    url: `/c/${elleve.public_key}${path}`,
    headers: { 'content-type': 'application/json', ...(clock !== undefined && { 'elleve-clock': clock }) },
    payload: JSON.stringify(body),
  });
}
const claimOf = (id: string) => ({ id, survey_id: elleve.survey_id, survey_version: 1, respondent: { id: 'ada' } });

const moved = (text: string) => readConfig({ ELLEVE_CLOCK: text }).testClockOffset;

describe('the clock of a test project', () => {
  it('goes as far as a request says, so that a 90-day rule takes no 90 days', async () => {
    const [first, second] = [elleve.newId(), elleve.newId()];
    const shown = (await post('/displays', claimOf(first), '2026-07-01T09:00:00Z')).json();
    const answer = { id: elleve.newId(), display_id: first, write_token: shown.write_token, score: 9 };
    expect((await post('/responses', answer, '2026-07-01T09:01:00Z')).statusCode).toBe(201);
    expect((await post('/displays', claimOf(second), '2026-09-29T09:00:59Z')).json()).toMatchObject({
      retry_after_s: 1,
    });
    const headers = { 'elleve-clock': '2026-09-29T09:00:59Z' };
    const path = `/eligibility?survey=${elleve.survey_id}&respondent=ada`;
    expect((await read(elleve, path, { headers }))['because']).toBe('resting_after_answer');
    expect((await post('/displays', claimOf(second), '2026-09-29T09:01:00Z')).json()).toMatchObject({ show: true });
    const change = { write_token: shown.write_token, score: 3 };
    expect((await post(`/responses/${answer.id}/changes`, change, '2026-07-03T09:00:00Z')).statusCode).toBe(422);
    expect((await post(`/responses/${answer.id}/changes`, change, '2026-07-02T09:00:00Z')).statusCode).toBe(200);
  });

  it.each(['tomorrow', '2026-02-30T09:00:00Z', '2026-07-01', '2026-07-01T09:00:00+02:00', '', '1'])(
    'does not understand %j',
    async (clock) => {
      const refused = await post('/displays', claimOf(elleve.newId()), clock);
      expect(refused.json()).toMatchObject({ status: 400, errors: [{ path: 'elleve-clock' }] });
    },
  );

  it('lets a page of another origin send it', async () => {
    const preflight = await elleve.app.inject({
      method: 'OPTIONS',
      url: `/c/${elleve.public_key}/displays`,
      headers: {
        origin: 'https://app.example.com',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'elleve-clock',
      },
    });
    expect(preflight.headers['access-control-allow-headers']).toContain('elleve-clock');
  });

  it('is moved for a whole server by its environment, to an instant or by days', () => {
    const now = Date.now();
    expect(moved('+90d')).toBe(90 * DAY_MS);
    expect(Math.abs(moved('2040-01-01T00:00:00Z') - (Date.UTC(2040, 0, 1) - now))).toBeLessThan(60_000);
    expect(readConfig({}).testClockOffset).toBe(0);
    for (const text of ['', 'soon', '-1d', '+1', '2026-02-30T00:00:00Z']) {
      expect(() => readConfig({ ELLEVE_CLOCK: text })).toThrow('ELLEVE_CLOCK must be');
    }
    const clock = { now: () => 1_000, testClockOffset: 500 };
    expect(timeIn({ mode: 'test' }, { headers: {} }, clock)).toBe(1_500);
    expect(timeIn({ mode: 'live' }, { headers: {} }, clock)).toBe(1_000);
  });
});

describe('the clock of a live project', () => {
  it('cannot be moved', async () => {
    const live = { ...elleve, ...(await elleve.newProject()) };
    const headers = { 'elleve-clock': '2026-07-01T09:00:00Z' };
    const stored = live.stored();
    const refused = await live.app.inject({
      method: 'POST',
      url: `/c/${live.public_key}/displays`,
      headers: { ...headers, 'content-type': 'application/json' },
      payload: JSON.stringify({ ...claimOf(live.newId()), survey_id: live.survey_id }),
    });
    expect(refused.json()).toMatchObject({ status: 403, code: 'clock_not_movable' });
    expect(live.stored()).toEqual(stored);
    expect(await call(live, 'GET', `/eligibility?survey=${live.survey_id}`, { headers })).toMatchObject({
      status: 403,
    });
  });
});

describe('answers of a test project', () => {
  it('never mix with live ones', async () => {
    const live = { ...elleve, ...(await elleve.newProject()) };
    const before = await read(live, '/metrics');
    const { body } = await claim(elleve, 'ada');
    expect(body).toMatchObject({ show: true });
    expect(await read(live, '/metrics')).toEqual(before);
    expect(await read(elleve, '/metrics')).toMatchObject({ display_count: 1 });
    expect(await read(elleve, '/project')).toMatchObject({ mode: 'test' });
  });
});
