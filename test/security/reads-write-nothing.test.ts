import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describedOperations } from '../openapi-document.ts';
import { urlOf } from '../fuzz/request.ts';
import { validRequest } from '../fuzz/valid-request.ts';
import { newWorld } from '../fuzz/world.ts';
import { startElleve, type Elleve } from '../server/harness.ts';

const TIMES = 5;

let server: Elleve;
beforeAll(async () => {
  server = await startElleve();
}, 60_000);
afterAll(() => server.close());

/** The operations with GET that changed a row, over requests that their descriptions allow. */
async function writingReads(): Promise<string[]> {
  const { elleve, known, keys } = await newWorld(server);
  const found: string[] = [];
  for (const operation of (await describedOperations(elleve.app)).filter(({ method }) => method === 'GET')) {
    const before = server.stored();
    for (const request of fc.sample(validRequest(operation, known, keys), { numRuns: TIMES, seed: 11 })) {
      await elleve.app.inject({ method: 'GET', url: urlOf(request), headers: request.headers });
    }
    if (JSON.stringify(server.stored()) !== JSON.stringify(before)) found.push(operation.name);
  }
  return found;
}

it('no GET changes a row, so that no link, prefetch or scanner answers for anybody', async () => {
  expect(await writingReads()).toEqual([]);
});

it('a planted GET that writes is found', async () => {
  const listAudit = server.storage.listAudit.bind(server.storage);
  server.storage.listAudit = async (project, before, limit) => {
    await server.storage.declareTrait(project, { key: 'seen', type: 'boolean', of: 'respondent', source: 'server' });
    return listAudit(project, before, limit);
  };
  expect(await writingReads()).toEqual(['GET /v1/audit']);
  server.storage.listAudit = listAudit;
});
