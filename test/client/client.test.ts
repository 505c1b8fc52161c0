import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, ElleveProblem, type Client } from '../../client/client.ts';
import { startElleve, type Elleve } from '../server/harness.ts';
import { respond } from '../server/page.ts';

const badGateway = async () => new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'retry-after': '7' } });

let elleve: Elleve;
let client: Client;
let baseUrl: string;

beforeAll(async () => {
  elleve = await startElleve();
  await elleve.app.listen({ host: '127.0.0.1', port: 0 });
  baseUrl = `http://127.0.0.1:${(elleve.app.server.address() as AddressInfo).port}/`;
  client = createClient({ baseUrl, key: elleve.secret_key });
  for (let i = 0; i < 7; i++) {
    elleve.clock.now += 1_000;
    const traits = { plan: i % 2 ? 'pro & más' : 'free' };
    await respond(elleve, `user-${i}`, { score: i + 4, comment: `no ${i}` }, { account: { id: 'acme', traits } });
  }
});
afterAll(() => elleve.close());

describe('the client', () => {
  it('asks with filters, lists and traits, and answers with types', async () => {
    const query = {
      since: '2026-01-01',
      channel: 'widget',
      where: { plan: ['pro & más'] },
      confidence: '0.99',
    } as const;
    const metrics = await client.request('GET /v1/metrics', { query });
    expect(metrics.response_count).toBe(3);
    expect(metrics.confidence_interval?.confidence).toBe(0.99);
  });

  it('walks a list page by page, and stops asking when its reader stops', async () => {
    let asked = 0;
    const counting = createClient({
      baseUrl,
      key: elleve.secret_key,
      fetch: (input, init) => {
        asked += 1;
        return fetch(input, init);
      },
    });
    const scores: number[] = [];
    for await (const { score } of counting.each('GET /v1/responses', { query: { limit: 3 } })) scores.push(score);
    expect(scores).toEqual([10, 9, 8, 7, 6, 5, 4]);
    expect(asked).toBe(3);

    asked = 0;
    for await (const { score } of counting.each('GET /v1/responses', { query: { limit: 3, has_comment: true } })) {
      if (score === 10) break;
    }
    expect(asked).toBe(1);
  });

  it('writes, and hears an answer without a body', async () => {
    const marker = await client.request('POST /v1/markers', { body: { name: 'Release', since: '2026-03-01' } });
    await expect(client.request('DELETE /v1/markers/{id}', { params: { id: marker.id } })).resolves.toBeUndefined();
    await expect(client.request('GET /v1/markers')).resolves.toEqual({ data: [], next_cursor: null });
  });

  it('hands over an export as it comes', async () => {
    const answer = await client.open('GET /v1/responses/export', { query: { format: 'ndjson', max_score: 4 } });
    expect(JSON.parse(await answer.text())).toMatchObject({ score: 4, traits: { plan: 'free' } });
    const csv = await client.request('GET /v1/responses/export', { query: { format: 'csv' } });
    expect(csv.split('\r\n')).toHaveLength(9);
  });

  it('rejects with the code and the fields of a refusal', async () => {
    const refused = client.request('GET /v1/metrics', { query: { since: '2026-02-30' } });
    await expect(refused).rejects.toBeInstanceOf(ElleveProblem);
    await expect(refused).rejects.toMatchObject({
      code: 'invalid_request',
      status: 400,
      errors: [{ path: 'since', message: expect.stringContaining('date') as string }],
    });
    const stranger = createClient({ baseUrl, key: 'elv_sk_wrong' });
    await expect(stranger.request('GET /v1/project')).rejects.toMatchObject({ code: 'bad_key', status: 401 });
  });

  it('says so when something else answers, and rejects as fetch does when nobody does', async () => {
    const behindProxy = createClient({ baseUrl, key: 'k', fetch: badGateway });
    await expect(behindProxy.request('GET /v1/project')).rejects.toMatchObject({
      code: 'unreadable_answer',
      status: 502,
      retryAfterSeconds: 7,
    });
    const nobody = createClient({ baseUrl: 'http://127.0.0.1:1', key: 'k' });
    await expect(nobody.request('GET /v1/project')).rejects.toBeInstanceOf(TypeError);
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort();
    await expect(client.request('GET /v1/project', { signal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('knows every route that takes a secret key, and no other', async () => {
    const source = readFileSync(join(import.meta.dirname, '../../shared/contract/operations.ts'), 'utf8');
    const known = [...source.matchAll(/^ {2}'([A-Z]+ \/v1[^']*)'/gm)].map(([, operation]) => operation);
    const { paths } = (await (await fetch(`${baseUrl}openapi.json`)).json()) as { paths: Record<string, object> };
    const served = Object.entries(paths)
      .filter(([path]) => path.startsWith('/v1/'))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
    expect(new Set(known)).toEqual(new Set(served));
  });
});
