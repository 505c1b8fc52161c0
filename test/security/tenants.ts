import fc from 'fast-check';
import { payloadOf, urlOf, type Request } from '../fuzz/request.ts';
import { validRequest } from '../fuzz/valid-request.ts';
import { newWorld, type World } from '../fuzz/world.ts';
import { describedOperations, type Operation, type Schema } from '../openapi-document.ts';
import type { Elleve } from '../server/harness.ts';

/** Where a request names something: a part of its path, of its query or of its body. */
interface Place {
  in: 'path' | 'query' | 'body';
  name: string;
  schema: Schema;
}

export interface ForeignFinding {
  operation: string;
  place: string;
  fault: string;
}

export interface ForeignReport {
  findings: ForeignFinding[];
  /** How many pairs of a foreign and a missing id were compared, by operation. */
  compared: Record<string, number>;
}

const CANDIDATES = 3;
/** Bodies that a schema allows may still break a rule. */
const TRIES = 8;

/**
 * Asks with the keys of a neighbour for everything that a project has, and for what nobody has: the answers must be the same byte for byte,
 * and the project's rows must stay as they are. Afterwards the project's own key must find the same ids, else nothing was proved.
 */
export async function askForForeignIds(server: Elleve): Promise<ForeignReport> {
  const owner = await newWorld(server);
  const neighbour = await newWorld(server);
  const report: ForeignReport = { findings: [], compared: {} };
  for (const operation of await describedOperations(server.app)) {
    for (const place of placesOf(operation)) await compare(owner, neighbour, operation, place, report);
  }
  return report;
}

async function compare(
  owner: World,
  neighbour: World,
  operation: Operation,
  place: Place,
  report: ForeignReport,
): Promise<void> {
  const fault = (text: string) =>
    report.findings.push({ operation: operation.name, place: `${place.in} ${place.name}`, fault: text });
  const bases = fc
    .sample(validRequest(operation, owner.known, owner.keys), { numRuns: TRIES, seed: 11 })
    .map((valid) => ({ ...valid, query: place.in === 'query' ? [] : valid.query }));
  const base = bases[0]!;
  const ids = idsFor(owner, neighbour, place.schema);
  // A token is proof of its own: without the right one nobody finds anything.
  let isFound = ids.length === 0 || operation.body?.properties?.['write_token'] !== undefined;
  for (const id of ids) {
    const before = rowsOfOwner(owner);
    const foreign = await ask(neighbour, base, place, id);
    if (rowsOfOwner(owner) !== before) fault('changes a row of the other project');
    const missing = await ask(neighbour, base, place, madeUp(id));
    const makesWhatItNames = place.in === 'path' && missing.status < 300;
    if (!makesWhatItNames && foreign.whole !== missing.whole)
      fault(`answers ${foreign.whole} for a foreign id and ${missing.whole} for a missing one`);
    report.compared[operation.name] = (report.compared[operation.name] ?? 0) + 1;
    for (const one of bases) {
      if (isFound) break;
      isFound = ![400, 403, 404].includes((await ask(owner, one, place, id)).status);
    }
  }
  if (place.in === 'path' && !isFound)
    fault('finds none of the ids with the key of their own project: the comparison proves nothing');
}

function placesOf({ parameters, body }: Operation): Place[] {
  const named = parameters
    .filter(({ name }) => name !== 'public_key')
    .map(({ in: where, name, schema }) => ({ in: where, name, schema }));
  const fields = Object.entries(body?.properties ?? {}).map(([name, schema]) => ({
    in: 'body' as const,
    name,
    schema,
  }));
  return [...named, ...fields].filter(({ in: where, schema }) => where === 'path' || isPatterned(schema));
}

function isPatterned(schema: Schema): boolean {
  return (schema.anyOf ?? [schema]).some(({ pattern }) => pattern !== undefined);
}

/** What the owner has and the neighbour has not. */
function idsFor(owner: World, neighbour: World, schema: Schema): string[] {
  const patterned = (schema.anyOf ?? [schema]).find(({ pattern }) => pattern !== undefined);
  if (!patterned) return owner.vendorsIds;
  const theirs = new Set(neighbour.known.texts(patterned));
  const ids = owner.known.texts(patterned).filter((id) => !theirs.has(id));
  // The oldest and the newest: of ids that share a form some name answers and some displays.
  return [...new Set([...ids.slice(0, CANDIDATES), ...ids.slice(-CANDIDATES)])];
}

/** Of the same form, and nobody's. */
function madeUp(id: string): string {
  const turned = id.slice(-8).replaceAll(/[0-9a-f]/g, (digit) => ((Number.parseInt(digit, 16) + 1) % 16).toString(16));
  return id.slice(0, -8) + turned;
}

async function ask(
  { elleve, keys }: World,
  base: Request,
  place: Place,
  id: string,
): Promise<{ status: number; whole: string }> {
  const request = withId(base, place, id);
  const path = request.path.replace(/^\/c\/[^/]+/, `/c/${keys.public_key}`);
  const payload = payloadOf(request);
  const { statusCode, headers, body } = await elleve.app.inject({
    method: request.method,
    url: urlOf({ ...request, path }),
    headers: {
      ...request.headers,
      ...(request.headers['authorization'] && { authorization: `Bearer ${keys.secret_key}` }),
    },
    ...(payload !== undefined && { payload }),
  });
  const { date: _, ...told } = headers;
  return { status: statusCode, whole: JSON.stringify([statusCode, told, body]).replaceAll(id, '<id>') };
}

function withId(request: Request, { in: where, name }: Place, id: string): Request {
  if (where === 'query') return { ...request, query: [...request.query, [name, id]] };
  if (where === 'body')
    return { ...request, body: { json: { ...(request.body as { json: object }).json, [name]: id } } };
  const segments = request.operation.path.split('/');
  const path = request.path.split('/').map((part, i) => (segments[i] === `{${name}}` ? encodeURIComponent(id) : part));
  return { ...request, path: path.join('/') };
}

/** As text: to be compared only. */
function rowsOfOwner({ elleve, projectId }: World): string {
  const rows = Object.values(elleve.stored()).flat() as { project_id?: number }[];
  return JSON.stringify(rows.filter(({ project_id }) => project_id === projectId));
}
