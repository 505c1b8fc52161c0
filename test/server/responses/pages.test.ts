import { describe, expect, it } from 'vitest';
import { freshElleve, type Elleve } from '../harness.ts';
import { change, respond } from '../page.ts';
import { call, read } from '../team.ts';

interface Page {
  data: { id: string; updated_at: string; score: number }[];
  next_cursor: string | null;
}

const page = async (elleve: Elleve, query: string) => (await read(elleve, `/responses?${query}`)) as unknown as Page;

async function answers(elleve: Elleve, count: number, apartMs = 1_000): Promise<string[]> {
  const made: string[] = [];
  for (let i = 0; i < count; i++) {
    elleve.clock.now += apartMs;
    made.push((await respond(elleve, elleve.newId(), { score: i % 11 })).id);
  }
  return made;
}

describe('pages of responses', () => {
  it('hold every response that was there, once, while others come in and some are changed', async () => {
    const elleve = await freshElleve();
    const made = await answers(elleve, 9);
    const first = await page(elleve, 'limit=4');
    await answers(elleve, 3);
    const second = await page(elleve, `limit=4&cursor=${first.next_cursor}`);
    const third = await page(elleve, `limit=4&cursor=${second.next_cursor}`);
    expect([first, second, third].flatMap(({ data }) => data.map(({ id }) => id))).toEqual(made.toReversed());
    expect(third.next_cursor).toBeNull();
  });

  it('end without a page of nothing', async () => {
    const elleve = await freshElleve();
    await answers(elleve, 4);
    expect((await page(elleve, 'limit=4')).next_cursor).toBeNull();
  });

  it('are found when matches lie far apart', async () => {
    const elleve = await freshElleve();
    await answers(elleve, 60);
    const { data, next_cursor } = await page(elleve, 'limit=1&max_score=0');
    expect(data).toHaveLength(1);
    const rest = await page(elleve, `limit=1&max_score=0&cursor=${next_cursor}`);
    expect(rest.data[0]!.id).not.toBe(data[0]!.id);
  });

  it('refuse a cursor of another list', async () => {
    const elleve = await freshElleve();
    await answers(elleve, 3);
    const { next_cursor } = await page(elleve, 'limit=1');
    for (const query of ['limit=1&category=promoter', 'updated_since=2026-01-01T00:00:00Z', 'q=x']) {
      const { status, body } = await call(elleve, 'GET', `/responses?${query}&cursor=${next_cursor}`);
      expect([status, body['code']]).toEqual([400, 'invalid_cursor']);
    }
  });

  it('answers one response by its id, and a foreign id like a missing one', async () => {
    const elleve = await freshElleve();
    const [id] = await answers(elleve, 1);
    expect(await read(elleve, `/responses/${id}`)).toEqual((await page(elleve, '')).data[0]);
    const other = await elleve.newProject();
    const foreign = await call(elleve, 'GET', `/responses/${id}`, { key: other.secret_key });
    const missing = await call(elleve, 'GET', `/responses/${elleve.newId()}`);
    expect(foreign).toMatchObject({ status: 404, body: missing.body });
  });
});

describe('following changes', () => {
  const START = 'updated_since=2026-01-01T00:00:00Z';

  it('lists in the order of the last change, whatever was changed', async () => {
    const elleve = await freshElleve();
    const [a, b, c] = (await answers(elleve, 3)) as [string, string, string];
    elleve.clock.now += 1_000;
    await call(elleve, 'PUT', `/responses/${b}/tags`, { body: { tags: ['seen'] } });
    await call(elleve, 'POST', `/responses/${a}/exclusion`, { body: { reason: 'test' } });
    const { data } = await page(elleve, `${START}&excluded=any`);
    expect(data.map(({ id }) => id)).toEqual([c, b, a]);
    const since = await page(elleve, `updated_since=${data[1]!.updated_at}&excluded=any`);
    expect(since.data.map(({ id }) => id)).toEqual([b, a]);
  });

  it('misses nothing when many change at the same instant between two pages', async () => {
    const elleve = await freshElleve();
    await answers(elleve, 6, 0);
    const seen = new Set<string>();
    let query = `${START}&limit=2`;
    for (let round = 0; ; round++) {
      const { data, next_cursor } = await page(elleve, query);
      for (const { id } of data) seen.add(id);
      // The clock stands still: what comes now must lie behind the page that was read.
      if (round < 4) await answers(elleve, 2, 0);
      if (next_cursor === null) break;
      query = `${START}&limit=2&cursor=${next_cursor}`;
    }
    expect(seen.size).toBe(14);
  });

  it('stays in order when the clock steps back', async () => {
    const elleve = await freshElleve();
    const [first] = await answers(elleve, 1);
    elleve.clock.now -= 3_600_000;
    const [second] = await answers(elleve, 1);
    const { data } = await page(elleve, START);
    expect(data.map(({ id }) => id)).toEqual([first, second]);
    expect(data[0]!.updated_at <= data[1]!.updated_at).toBe(true);
  });

  it('moves an answer behind when its person changes it', async () => {
    const elleve = await freshElleve();
    const { id, display } = await respond(elleve, 'ada', { score: 3 });
    await answers(elleve, 2);
    await change(elleve, id, display, { score: 8 });
    const { data } = await page(elleve, START);
    expect(data.at(-1)).toMatchObject({ id, score: 8 });
  });

  it.each(['yesterday', '2026-01-01', '2026-01-01T00:00:00'])('refuses %s for an instant', async (text) => {
    const elleve = await freshElleve();
    expect((await call(elleve, 'GET', `/responses?updated_since=${text}`)).status).toBe(400);
  });
});
