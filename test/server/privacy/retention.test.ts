import { beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, freshElleve, type Elleve } from '../harness.ts';
import { respond, show } from '../page.ts';
import { call, read } from '../team.ts';

let elleve: Elleve;
let projectId: number;
beforeEach(async () => {
  elleve = await freshElleve();
  projectId = (await elleve.storage.findProjectByPublicKey(elleve.public_key))!.id;
  await respond(elleve, 'ada', { comment: 'Old words', score: 9 }, { url_path: '/old', account: { id: 'acme' } });
  await show(elleve, 'bea', { url_path: '/old', account: { id: 'acme-2' } });
  elleve.clock.now += 60 * DAY_MS;
  await respond(elleve, 'cleo', { comment: 'New words', score: 3 }, { url_path: '/new', account: { id: 'acme-3' } });
});

async function keep(retention: object): Promise<number> {
  const { status } = await call(elleve, 'PATCH', '/project', {
    body: { retention: { comments_days: null, identities_days: null, everything_days: null, ...retention } },
  });
  expect(status).toBe(200);
  const { settings } = (await elleve.storage.findProjectByPublicKey(elleve.public_key))!;
  return elleve.storage.keepRetention(projectId, settings.retention, elleve.clock.now);
}

const responses = async () => (await read(elleve, '/responses'))['data'];

describe('retention', () => {
  it('keeps everything by default', async () => {
    expect(await keep({})).toBe(0);
    expect(await responses()).toHaveLength(2);
  });

  it('forgets old comments, their words in the search too, and keeps the numbers', async () => {
    const before = await read(elleve, '/metrics');
    expect(await keep({ comments_days: 30 })).toBe(1);
    expect(await responses()).toMatchObject([
      { comment: 'New words' },
      { comment: null, score: 9, respondent_id: 'ada' },
    ]);
    expect(await read(elleve, '/responses?q=old')).toMatchObject({ data: [] });
    expect(await read(elleve, '/metrics')).toEqual({ ...before, comment_count: 1 });
    expect(await keep({ comments_days: 30 })).toBe(0);
  });

  it('tells a follower of changes that a comment is gone', async () => {
    const since = new Date(elleve.clock.now).toISOString();
    await keep({ comments_days: 30 });
    const { data } = await read(elleve, `/responses?updated_since=${since}`);
    expect(data).toMatchObject([{ comment: 'New words' }, { comment: null }]);
  });

  it('forgets who it was, and which page, and keeps the score', async () => {
    await keep({ identities_days: 30 });
    expect(await responses()).toMatchObject([
      { respondent_id: 'cleo', url_path: '/new' },
      { respondent_id: null, url_path: null, comment: 'Old words', score: 9, account_id: 'acme' },
    ]);
    const text = JSON.stringify(elleve.stored());
    for (const gone of ['ada', 'bea', '/old']) expect(text).not.toContain(`"${gone}"`);
    expect(await read(elleve, '/metrics')).toMatchObject({ response_count: 2, display_count: 3 });
  });

  it('deletes whole answers and displays', async () => {
    await keep({ everything_days: 30 });
    expect(await read(elleve, '/metrics')).toMatchObject({ response_count: 1, display_count: 1, nps: -100 });
    expect(elleve.stored()['display']).toHaveLength(1);
    expect(elleve.stored()['respondent']).toMatchObject([{ external_id: 'cleo' }]);
  });

  it('goes to the millisecond: what is exactly as old as is kept stays', async () => {
    expect(await keep({ everything_days: 60 })).toBe(0);
    elleve.clock.now += 1;
    expect(await keep({ everything_days: 60 })).toBeGreaterThan(0);
  });

  it('takes as many steps as are needed', { timeout: 120_000 }, async () => {
    const people = Array.from({ length: 1_100 }, (_, i) => `person-${i}`);
    await Promise.all(
      people.map((person) => respond(elleve, person, { comment: 'x' }, { account: { id: `of-${person}` } })),
    );
    elleve.clock.now += 31 * DAY_MS;
    expect(await keep({ everything_days: 30 })).toBe(2 * 1_103 - 1);
    expect(elleve.stored()['response']).toEqual([]);
    expect(await read(elleve, '/metrics')).toMatchObject({ response_count: 0, display_count: 0 });
  });

  it.each([
    { comments_days: 0 },
    { comments_days: -1 },
    { comments_days: 1.5 },
    { comments_days: '30' },
    { comments_days: 36_501 },
    { weeks: 3 },
  ])('is not %j', async (retention) => {
    const whole = { comments_days: null, identities_days: null, everything_days: null, ...retention };
    expect((await call(elleve, 'PATCH', '/project', { body: { retention: whole } })).status).toBe(400);
  });
});
