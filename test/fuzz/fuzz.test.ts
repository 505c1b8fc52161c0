import { committed } from '../committed.ts';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describedOperations } from '../openapi-document.ts';
import { SEED } from '../seed.ts';
import { startElleve, type Elleve } from '../server/harness.ts';
import { campaign, type Campaign } from './campaign.ts';
import { invalidRows } from './invalid-rows.ts';
import { MUTATORS } from './mutators.ts';
import { socketCampaign } from './raw-sockets.ts';

/** `npm run fuzz` asks for more than `npm test` does. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 12_000);
const CONNECTIONS = Number(process.env['FUZZ_CONNECTIONS'] ?? 500);
const HOURS = 60 * 60 * 1_000;

let elleve: Elleve;
let found: Campaign;
beforeAll(async () => {
  elleve = await startElleve();
  found = await campaign(elleve, { requests: REQUESTS, seed: SEED });
}, 6 * HOURS);
afterAll(() => elleve.close());

describe(`hostile requests (seed ${SEED})`, () => {
  it('come to every operation with every mutator', async () => {
    const operations = (await describedOperations(elleve.app)).map(({ name }) => name);
    const least = Math.floor(REQUESTS / operations.length / Object.keys(MUTATORS).length);
    expect(Object.keys(found.cells).toSorted()).toEqual(operations.toSorted());
    for (const operation of operations) {
      for (const mutator of Object.keys(MUTATORS)) {
        expect(found.cells[operation]![mutator], `${operation} × ${mutator}`).toBeGreaterThanOrEqual(
          Math.max(1, least),
        );
      }
    }
    expect(found.requests).toBeGreaterThanOrEqual(REQUESTS);
    tell(
      'requests',
      found.requests,
      'cells',
      operations.length * Object.keys(MUTATORS).length,
      'answers',
      found.statuses,
    );
  });

  it('reach what lies behind the validation, too', () => {
    for (const status of [200, 201, 400, 401, 404, 409, 413, 415, 422])
      expect(found.statuses[status]).toBeGreaterThan(0);
    expect(found.statuses[200]! / found.requests).toBeGreaterThan(0.1);
  });

  it('are answered as the description says, with no failure of ours, no secret and no echo', () => {
    expect(found.faults).toEqual([]);
  });

  it('leave only lines of JSON in the log, with no failure, no secret and no echo', () => {
    expect(found.logLines).toBeGreaterThan(found.requests / 2);
    expect(found.logFaults).toEqual([]);
  });

  it('leave no invalid row', () => {
    committed(elleve.storage);
    expect(invalidRows(elleve.file)).toEqual([]);
  });
});

describe(`bytes that are no HTTP (seed ${SEED})`, () => {
  it('are refused or ignored, and the next caller is served', { timeout: HOURS }, async () => {
    await elleve.app.listen({ host: '127.0.0.1', port: 0 });
    elleve.logLines.length = 0;
    const sent = await socketCampaign({ elleve, connections: CONNECTIONS, seed: SEED });
    tell('connections', sent.connections, 'answers', sent.statuses);
    expect(sent.connections).toBeGreaterThanOrEqual(CONNECTIONS);
    expect(sent.faults).toEqual([]);
    expect(sent.statuses).toMatchObject({ 200: expect.any(Number), 400: expect.any(Number), 431: expect.any(Number) });
    const { port } = elleve.app.server.address() as { port: number };
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    committed(elleve.storage);
    expect(invalidRows(elleve.file)).toEqual([]);
  });
});

it('finds a row that should not be there', async () => {
  const server = await startElleve();
  const db = new Sqlite(server.file);
  db.exec(`insert into respondent (project_id, respondent_id, anonymous, external_id) values (1, 1, 0, 'e\u0301')`);
  expect(invalidRows(server.file)).toEqual(['respondent.external_id: a text that was not made readable']);
  db.close();
  await server.close();
});

function tell(...figures: unknown[]): void {
  if (process.env['FUZZ_REQUESTS'] !== undefined)
    process.stdout.write(`${figures.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join(' ')}\n`);
}
