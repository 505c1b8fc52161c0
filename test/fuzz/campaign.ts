import fc from 'fast-check';
import { SIGNING_SECRET, type Elleve } from '../server/harness.ts';
import { describedOperations, type Operation } from '../openapi-document.ts';
import { SAID } from './hostile-values.ts';
import { logFaults } from './log-faults.ts';
import { MUTATORS } from './mutators.ts';
import { payloadOf, urlOf, type Request } from './request.ts';
import { validRequest } from './valid-request.ts';
import { faultOf } from './verdict.ts';
import { newWorld, type World } from './world.ts';

export interface Fault {
  operation: string;
  mutator: string;
  fault: string;
  /** As it was sent. */
  request: { method: string; url: string; headers: Record<string, string>; body: string | undefined };
}

export interface Campaign {
  requests: number;
  /** How many requests each mutator made to each operation. */
  cells: Record<string, Record<string, number>>;
  /** How many answers had which status. */
  statuses: Record<number, number>;
  faults: Fault[];
  logLines: number;
  /** Lines of the log that are no JSON, tell of a failure or hold what they must not. */
  logFaults: string[];
}

interface Wanted {
  requests: number;
  seed: number;
  /** Absent: all. */
  mutators?: string[];
}

/** Requests of one cell to one project; then comes another project, because requests also archive, erase and revoke. */
const ROUND = 25;
/** Cells at a time: what arrives together shares a commit. */
const AT_ONCE = 16;

/** Sends at least `requests` hostile requests, the same number from every cell of operation × mutator, a seed repeats them. */
export async function campaign(
  server: Elleve,
  { requests, seed, mutators = Object.keys(MUTATORS) }: Wanted,
): Promise<Campaign> {
  const operations = await describedOperations(server.app);
  const cells = operations.flatMap((operation) => mutators.map((mutator) => ({ operation, mutator })));
  const found: Campaign = { requests: 0, cells: {}, statuses: {}, faults: [], logLines: 0, logFaults: [] };
  let left = Math.ceil(requests / cells.length);
  for (let round = 0; left > 0; round++) {
    const runs = Math.min(ROUND, left);
    left -= runs;
    const world = await newWorld(server);
    const valid = new Map(operations.map((operation) => [operation, validRequest(operation, world.known, world.keys)]));
    const waiting = cells.map(({ operation, mutator }, place) => async () => {
      const spoiled = fc.tuple(valid.get(operation)!, MUTATORS[mutator]!).map(([request, spoil]) => spoil(request));
      const check = fc.asyncProperty(spoiled, (request) => send(world, request, mutator, found));
      await fc.check(check, { numRuns: runs, seed: seed + round * cells.length + place, endOnFailure: true });
    });
    await Promise.all(Array.from({ length: AT_ONCE }, () => work(waiting)));
    found.logLines += server.logLines.length;
    found.logFaults.push(...logFaults(server.logLines.splice(0), secretsOf(world)));
  }
  return found;
}

async function work(waiting: (() => Promise<void>)[]): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) await next();
}

async function send(world: World, request: Request, mutator: string, found: Campaign): Promise<boolean> {
  const { elleve, keys } = world;
  const sent = { method: request.method, url: urlOf(request), headers: request.headers };
  const payload = payloadOf(request);
  const answer = await elleve.app.inject({
    ...sent,
    ...(payload !== undefined && { payload }),
  });

  count(found, request.operation, mutator, answer.statusCode);
  if (answer.statusCode < 300) learn(world, request, answer.body);
  if (answer.statusCode === 401 && request.headers['authorization'] === `Bearer ${keys.secret_key}`) {
    keys.secret_key = await elleve.newKey('read', 'respond', 'admin', 'export', 'erase');
  }
  const fault = faultOf(request, answer, secretsOf(world), SAID);
  if (fault === undefined) return true;
  found.faults.push({
    operation: request.operation.name,
    mutator,
    fault,
    request: { ...sent, body: payload?.toString() },
  });
  return false;
}

/** The part of a key that is secret, and what signs the tokens. */
function secretsOf({ elleve, keys }: World): string[] {
  return [elleve.secret_key.slice(16), keys.secret_key.slice(16), SIGNING_SECRET];
}

function count(found: Campaign, { name }: Operation, mutator: string, status: number): void {
  found.requests += 1;
  const row = (found.cells[name] ??= {});
  row[mutator] = (row[mutator] ?? 0) + 1;
  found.statuses[status] = (found.statuses[status] ?? 0) + 1;
}

function learn({ known }: World, request: Request, body: string): void {
  if (!body.startsWith('{') || body.length > 20_000) return;
  const answer = JSON.parse(body) as { write_token?: string };
  known.learn(answer);
  const said = request.body && 'json' in request.body ? (request.body.json as { id?: string } | null) : undefined;
  if (answer.write_token !== undefined && said?.id !== undefined) known.learnDisplay(said.id, answer.write_token);
}
