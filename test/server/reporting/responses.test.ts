import { beforeEach, describe, expect, it } from 'vitest';
import { freshElleve, type Elleve } from '../harness.ts';
import { change, respond } from '../page.ts';
import { call, makeSurvey, read } from '../team.ts';

let elleve: Elleve;
beforeEach(async () => {
  elleve = await freshElleve({ time_zone: 'America/St_Johns' });
});

interface Page {
  respondents: string[];
  next: string | null;
}

async function page(query: string): Promise<Page> {
  const { data, next_cursor } = await read(elleve, `/responses?${query}`);
  return {
    respondents: (data as { respondent_id: string }[]).map((row) => row.respondent_id),
    next: next_cursor as string | null,
  };
}

async function respondAll(...respondents: string[]): Promise<void> {
  for (const respondent of respondents) {
    elleve.clock.now += 1_000;
    await respond(elleve, respondent);
  }
}

describe('a listed response', () => {
  it('says everything about one answer', async () => {
    const account = { id: 'acme', traits: { plan: 'pro' } };
    const { id, display } = await respond(elleve, 'ada', { score: 6, comment: 'Slow' }, { account, locale: 'en' });
    const responded_at = new Date(elleve.clock.now).toISOString();
    elleve.clock.now += 60_000;
    await change(elleve, id, display, { contact_ok: true });

    expect((await read(elleve, '/responses'))['data']).toEqual([
      {
        id,
        survey_id: elleve.survey_id,
        survey_version: 1,
        kind: 'relationship',
        score: 6,
        category: 'detractor',
        comment: 'Slow',
        contact_ok: true,
        channel: 'widget',
        identity: 'claimed',
        locale: 'en',
        touchpoint: null,
        url_path: null,
        respondent_id: 'ada',
        account_id: 'acme',
        traits: { plan: 'pro' },
        responded_at,
        changed_at: new Date(elleve.clock.now).toISOString(),
        updated_at: new Date(elleve.clock.now).toISOString(),
        tags: [],
        excluded: false,
        exclusion_reason: null,
        flags: [],
        day: '2026-03-10',
      },
    ]);
  });

  it('lies on the day that it was where the project is', async () => {
    elleve.clock.now = Date.parse('2026-07-01T02:29:59Z'); // 23:59:59 of the day before in St. John's
    await respond(elleve, 'ada');
    expect((await read(elleve, '/responses'))['data']).toMatchObject([
      { day: '2026-06-30', responded_at: '2026-07-01T02:29:59.000Z' },
    ]);
  });

  it('gives text back as it was sent', async () => {
    const comment = '<b>"quoted"</b> \\ \n 👩‍👩‍👧 ‏عربي';
    await respond(elleve, '<script>', { comment }, { account: { id: '🏢 & "Co"' } });
    expect((await read(elleve, '/responses'))['data']).toMatchObject([
      { comment, respondent_id: '<script>', account_id: '🏢 & "Co"' },
    ]);
  });
});

describe('the list', () => {
  it('is empty before the first answer', async () => {
    expect(await page('')).toEqual({ respondents: [], next: null });
  });

  it('is newest first, by when the answer was given', async () => {
    await respondAll('ada', 'bea');
    await respond(elleve, 'cleo', { answered_ms_ago: 3_600_000 });
    expect((await page('')).respondents).toEqual(['bea', 'ada', 'cleo']);
  });

  it.each([
    ['category=promoter', ['ten', 'nine']],
    ['category=passive', ['eight', 'seven']],
    ['category=detractor', ['six', 'zero']],
    ['has_comment=true', ['seven']],
    ['has_comment=false', ['ten', 'nine', 'eight', 'six', 'zero']],
    ['category=passive&has_comment=true', ['seven']],
  ])('is cut down by ?%s', async (query, expected) => {
    for (const [name, score] of Object.entries({ zero: 0, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 })) {
      elleve.clock.now += 1_000;
      await respond(elleve, name, { score, ...(score === 7 && { comment: 'Fine' }) });
    }
    expect((await page(query)).respondents).toEqual(expected);
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=-1',
    'limit=ten',
    'limit=1.5',
    'limit=',
    'limit=01',
    'category=fan',
    'has_comment=1',
  ])('refuses ?%s', async (query) => {
    expect(await call(elleve, 'GET', `/responses?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
  });
});

describe('pages', () => {
  it('hold fifty answers unless another number is asked for', async () => {
    for (let i = 0; i < 51; i++) await respond(elleve, `person ${i}`);
    expect((await page('')).respondents).toHaveLength(50);
    expect((await page('limit=51')).next).toBeNull();
  });

  it('follow each other to the end without a gap', async () => {
    await respondAll('a', 'b', 'c', 'd', 'e');
    const first = await page('limit=2');
    const second = await page(`limit=2&cursor=${first.next}`);
    const third = await page(`limit=2&cursor=${second.next}`);
    expect([first, second, third].map(({ respondents }) => respondents)).toEqual([['e', 'd'], ['c', 'b'], ['a']]);
    expect(third.next).toBeNull();
  });

  it('keep answers of one and the same instant apart', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await respond(elleve, name);
    const names: string[] = [];
    for (let query = 'limit=1'; ;) {
      const { respondents, next } = await page(query);
      names.push(...respondents);
      if (next === null) break;
      query = `limit=1&cursor=${next}`;
    }
    expect(new Set(names)).toEqual(new Set(['a', 'b', 'c', 'd', 'e']));
    expect(names).toHaveLength(5);
  });

  it('stay right while answers come in', async () => {
    await respondAll('a', 'b', 'c');
    const first = await page('limit=2');
    await respondAll('new');
    await respond(elleve, 'late', { answered_ms_ago: 3_600_000 });
    expect((await page(`limit=2&cursor=${first.next}`)).respondents).toEqual(['a', 'late']);
  });

  it('stay right while the team makes surveys and declares traits', async () => {
    await respondAll('a', 'b', 'c');
    const { next } = await page('limit=2');
    await makeSurvey(elleve, {}, 'live');
    await call(elleve, 'PUT', '/traits/seats', { body: { type: 'number', of: 'account', source: 'browser' } });
    expect((await page(`limit=2&cursor=${next}`)).respondents).toEqual(['a']);
  });

  it('may change their size on the way', async () => {
    await respondAll('a', 'b', 'c', 'd');
    const { next } = await page('limit=1');
    expect((await page(`limit=3&cursor=${next}`)).respondents).toEqual(['c', 'b', 'a']);
  });

  it.each(['&category=promoter', '&since=2026-01-01', '&account=acme', '&where[plan]=pro'])(
    'belong to their filters: a cursor with %s more is refused',
    async (filter) => {
      await respondAll('a', 'b');
      const { next } = await page('limit=1');
      const refused = await call(elleve, 'GET', `/responses?limit=1&cursor=${next}${filter}`);
      expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } });
    },
  );

  it('belong to their project', async () => {
    await respondAll('a', 'b');
    const { next } = await page('limit=1');
    const { secret_key: key } = await elleve.newProject();
    expect(await call(elleve, 'GET', `/responses?cursor=${next}`, { key })).toMatchObject({
      body: { code: 'invalid_cursor' },
    });
  });

  it.each(['', 'nonsense', 'MQ', '%01', 'eyJpZCI6MX0', 'a'.repeat(200)])('do not begin at %j', async (cursor) => {
    const refused = await call(elleve, 'GET', `/responses?cursor=${cursor}`);
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } });
  });
});
