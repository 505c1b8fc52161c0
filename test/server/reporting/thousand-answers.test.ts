import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InitResult } from '../../../server/cli/commands/init.ts';
import { DAY_MS, startElleve, type Elleve } from '../harness.ts';
import { read } from '../team.ts';
import {
  expectedMetric,
  expectedSeries,
  localDate,
  type Answer,
  type BucketName,
  type Expected,
} from './thousand-answers-oracle.ts';

/** Half an hour off the hour, half an hour of summer, and the other half of the world; each with both changes of its clocks. */
const CHANGES = {
  'Europe/Copenhagen': ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'],
  'America/St_Johns': ['2026-03-08T05:30:00Z', '2026-11-01T04:30:00Z'],
  'Australia/Lord_Howe': ['2026-04-04T15:00:00Z', '2026-10-03T15:30:00Z'],
  'Pacific/Apia': ['2026-01-01T00:00:00Z', '2026-12-31T10:00:00Z'],
};
const PER_ZONE = 250;
const QUARTER_MS = DAY_MS / 4;
const FIRST = Date.UTC(2025, 11, 20);
const LAST = Date.UTC(2026, 11, 31, 12);

interface Sent extends Answer {
  id: string;
  respondent: string;
  zone: string;
  received_at: number;
  /** What goes wrong on its way. */
  accident: Accident;
}

const ACCIDENTS = [
  'none',
  'none',
  'none',
  'doubled',
  'retried',
  'retried_otherwise',
  'answered_twice',
  'changed',
] as const;
type Accident = (typeof ACCIDENTS)[number];

let elleve: Elleve;
let url: string;
const projects = new Map<string, InitResult>();
const kept = new Map<string, Answer[]>();
const statuses: Record<Accident, Set<string>> = {
  none: new Set(),
  doubled: new Set(),
  retried: new Set(),
  retried_otherwise: new Set(),
  answered_twice: new Set(),
  changed: new Set(),
};

beforeAll(async () => {
  elleve = await startElleve();
  await elleve.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(elleve.app.server.address() as AddressInfo).port}`;
  for (const zone of Object.keys(CHANGES)) {
    projects.set(zone, await elleve.newProject({ time_zone: zone }));
    kept.set(zone, []);
  }
  for (const together of batchesOf(invented(20_261_123))) {
    elleve.clock.now = together[0]!.received_at;
    await Promise.all(together.map(deliver));
  }
  elleve.clock.now = LAST;
}, 60_000);
afterAll(() => elleve.close());

/** A thousand answers, half of them within a day and a half of a change of the clocks, a third of them late by up to a week. */
function invented(seed: number): Sent[] {
  const random = lehmer(seed);
  return Object.entries(CHANGES).flatMap(([zone, changes]) =>
    Array.from({ length: PER_ZONE }, (_, i): Sent => {
      const change = Date.parse(changes[i % 2]!);
      const near = change + Math.round((random() * 3 - 1.5) * DAY_MS);
      const at = Math.min(i % 4 < 2 ? near : FIRST + Math.floor(random() * (LAST - FIRST)), LAST);
      const latest = Math.min(at + Math.floor(random() * 7 * DAY_MS), LAST);
      const received_at = i % 3 === 0 ? latest : at;
      const score = Math.floor(random() ** 0.5 * 11);
      const accident = ACCIDENTS[Math.floor(random() * ACCIDENTS.length)]!;
      return { id: '', respondent: `person ${i}`, zone, score, at, received_at, accident };
    }),
  );
}

/** In the order of their arrival; those of the same quarter of a day arrive at the same instant and meet in one commit. */
function batchesOf(answers: Sent[]): Sent[][] {
  const batches = new Map<number, Sent[]>();
  for (const answer of answers.toSorted((a, b) => a.received_at - b.received_at)) {
    const received_at = Math.ceil(answer.received_at / QUARTER_MS) * QUARTER_MS;
    batches.set(received_at, [...(batches.get(received_at) ?? []), { ...answer, received_at }]);
  }
  return [...batches.values()];
}

async function deliver(sent: Sent): Promise<void> {
  const { public_key, survey_id } = projects.get(sent.zone)!;
  const post = async (path: string, body: object) => {
    const answered = await fetch(`${url}/c/${public_key}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify(body),
    });
    return { status: answered.status, body: (await answered.json()) as Record<string, string> };
  };

  const display_id = elleve.newId();
  const { body } = await post('/displays', {
    id: display_id,
    survey_id,
    survey_version: 1,
    respondent: { id: sent.respondent },
  });
  const write_token = body['write_token']!;
  const id = elleve.newId();
  const late = sent.received_at - sent.at;
  const answer = { id, display_id, write_token, score: sent.score, answered_ms_ago: Math.min(late, 7 * DAY_MS) };
  const at = sent.received_at - answer.answered_ms_ago;
  const other = (sent.score + 5) % 11;

  const heard = await Promise.all([
    post('/responses', answer),
    ...(sent.accident === 'doubled' ? [post('/responses', answer)] : []),
  ]);
  if (sent.accident === 'retried') heard.push(await post('/responses', { ...answer, answered_ms_ago: 1 }));
  if (sent.accident === 'retried_otherwise') heard.push(await post('/responses', { ...answer, score: other }));
  if (sent.accident === 'answered_twice')
    heard.push(await post('/responses', { ...answer, id: elleve.newId(), score: other }));
  if (sent.accident === 'changed') heard.push(await post(`/responses/${id}/changes`, { write_token, score: other }));

  statuses[sent.accident].add(
    heard
      .map(({ status }) => status)
      .sort((a, b) => b - a)
      .join(' '),
  );
  kept.get(sent.zone)!.push({ score: sent.accident === 'changed' ? other : sent.score, at });
}

/** Park and Miller: the same thousand in every run. */
function lehmer(seed: number): () => number {
  let state = seed % 2_147_483_647;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

it('a thousand answers arrive, whatever goes wrong on the way', () => {
  expect([...kept.values()].flat()).toHaveLength(1_000);
  expect(Object.fromEntries(Object.entries(statuses).map(([accident, seen]) => [accident, [...seen]]))).toEqual({
    none: ['201'],
    doubled: ['201 200'],
    retried: ['201 200'],
    retried_otherwise: ['409 201'],
    answered_twice: ['409 201'],
    changed: ['201 200'],
  });
});

it('many of them lie where two clocks disagree on the date', () => {
  for (const [zone, answers] of kept) {
    const elsewhere = answers.filter(({ at }) => localDate(at, zone) !== localDate(at, 'UTC'));
    expect(elsewhere.length, zone).toBeGreaterThan(10);
  }
});

describe.each(Object.keys(CHANGES))('in %s', (zone) => {
  const get = (path: string) => read(elleve, path, { key: projects.get(zone)!.secret_key });

  it('the score, its margin and its counts are those of the oracle', async () => {
    expect(await get('/metrics')).toMatchObject({ time_zone: zone, ...closeTo(expectedMetric(kept.get(zone)!)) });
  });

  it.each<[BucketName, [string, string]]>([
    ['day', ['2025-12-20', '2026-12-31']],
    ['week', ['2025-12-20', '2026-12-31']],
    ['month', ['2025-12-20', '2026-12-31']],
    ['quarter', ['2025-10-01', '2026-12-31']],
    ['year', ['2025-01-01', '2026-12-31']],
    ['week', ['2026-03-29', '2026-03-29']],
    ['month', ['2026-03-08', '2026-11-01']],
  ])('the series by %s of %j is that of the oracle', async (bucket, range) => {
    const [since, until] = range;
    const series = await get(`/metrics/series?bucket=${bucket}&since=${since}&until=${until}`);
    const expected = expectedSeries(kept.get(zone)!, zone, bucket, range, LAST);
    expect(series).toMatchObject({ time_zone: zone, since, until, data: expected.map(closeTo) });
    expect(series['data']).toHaveLength(expected.length);
  });

  it('the days of the responses are those of the oracle', async () => {
    const days: string[] = [];
    for (let path = '/responses?limit=100'; path !== '';) {
      const { data, next_cursor } = await get(path);
      days.push(...(data as { day: string }[]).map(({ day }) => day));
      path = typeof next_cursor === 'string' ? `/responses?limit=100&cursor=${next_cursor}` : '';
    }
    const expected = kept.get(zone)!.toSorted((a, b) => b.at - a.at);
    expect(days).toEqual(expected.map(({ at }) => localDate(at, zone)));
  });
});

/** Counts to the unit; the ends of the interval, which are reached by another order of sums, to nine decimals. */
function closeTo(expected: Expected): object {
  const { confidence_interval } = expected;
  if (confidence_interval === null) return expected;
  const { low, high } = confidence_interval;
  return { ...expected, confidence_interval: { low: expect.closeTo(low, 9), high: expect.closeTo(high, 9) } };
}
