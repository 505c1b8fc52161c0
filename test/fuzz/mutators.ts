import fc, { type Arbitrary } from 'fast-check';
import { payloadOf, urlOf, type Request } from './request.ts';
import {
  BEYOND_BOUNDS,
  FORMULAS,
  HEADERS,
  MARKUP,
  ODD_TEXTS,
  RAW_BODIES,
  RAW_PATHS,
  RAW_QUERIES,
  SAID,
  SQL,
  TYPES,
} from './hostile-values.ts';

export type Spoil = (request: Request) => Request;

const anyPlace = fc.nat(10_000);
const from = <T>(values: readonly T[]): Arbitrary<T> => fc.constantFrom(...values);

/** What is done to a request that was in order. Each is tried on every operation. */
export const MUTATORS: Record<string, Arbitrary<Spoil>> = {
  nothing: fc.constant((request) => request),
  missing_field: anyPlace.map((place) => inBody((json) => withoutOne(json, place))),
  unknown_field: from(['is_admin', 'project_id', 'scope', 'excluded', '$where', 'responded_at', SAID, '']).map((name) =>
    inBody((json) => ({ ...objectOf(json), [name]: 1 })),
  ),
  wrong_type: fc
    .tuple(anyPlace, from(TYPES))
    .map(([place, value]) => inBody((json) => withValue(json, place, () => value))),
  beyond_bounds: fc
    .tuple(anyPlace, from(BEYOND_BOUNDS))
    .map(([place, value]) => inBody((json) => withValue(json, place, () => value))),
  number_as_text: anyPlace.map((place) =>
    inBody((json) => withValue(json, place, (value) => (typeof value === 'string' ? Number(value) : String(value)))),
  ),
  long_text: fc
    .tuple(anyPlace, from([129, 401, 2_001, 10_000, 40_000]))
    .map(([place, length]) => inBody((json) => withValue(json, place, () => 'é'.repeat(length)))),
  odd_text: fc
    .tuple(anyPlace, from(ODD_TEXTS))
    .map(([place, text]) =>
      inBody((json) => withValue(json, place, (value) => (typeof value === 'string' ? value + text : text))),
    ),
  markup: fc.tuple(anyPlace, from([...MARKUP, ...FORMULAS])).map(([place, text]) => everywhere(place, text)),
  sql: fc.tuple(anyPlace, from(SQL)).map(([place, text]) => everywhere(place, text)),
  any_text: fc
    .tuple(anyPlace, fc.string({ maxLength: 300, unit: 'binary' }))
    .map(([place, text]) => everywhere(place, text)),
  any_json: fc.jsonValue({ maxDepth: 4 }).map((json) => inBody(() => json)),
  prototype: from(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__']).map((name) =>
    rawBody((text) => spliced(text, `${JSON.stringify(name)}:{"prototype":{"score":9}},`)),
  ),
  duplicate_key: from(['"score":1,', '"sc\\u006fre":1,', '"id":"x",', '"name":"x",', '"":1,"":2,']).map((pair) =>
    rawBody((text) => spliced(text, pair + pair)),
  ),
  deep_nesting: fc
    .tuple(from(['[', '{"a":']), from([100, 5_000]))
    .map(([open, depth]) => rawBody(() => open.repeat(depth))),
  broken_json: fc
    .tuple(anyPlace, from(RAW_BODIES))
    .map(([place, raw]) =>
      rawBody((text) => (place % 3 === 0 ? text.slice(0, place % Math.max(1, text.length)) : raw)),
    ),
  any_bytes: fc
    .uint8Array({ maxLength: 200 })
    .map((bytes) => (request) => ({ ...withType(request), body: { raw: Buffer.from(bytes) } })),
  content_type: from([
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-7',
    'application/json\t;',
    'application/x-www-form-urlencoded',
    'application/problem+json',
    '',
    'application/json, text/plain',
  ]).map((type) => (request) => ({
    ...request,
    body: request.body ?? { json: {} },
    headers: { ...request.headers, 'content-type': type },
  })),
  other_method: from(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']).map((method) => (request) => ({
    ...request,
    method,
  })),
  path: fc.tuple(anyPlace, from(RAW_PATHS)).map(([place, text]) => (request) => ({
    ...request,
    path: withSegment(request.path, place, text),
  })),
  query: from(RAW_QUERIES).map((query) => (request) => ({
    ...request,
    query: [],
    path: `${urlOf(request)}${request.query.length === 0 ? '?' : '&'}${query}`,
  })),
  query_values: fc
    .tuple(anyPlace, from([...ODD_TEXTS, ...SQL, '', '-1', '1e9', 'NaN', '[]', 'null']))
    .map(([place, text]) => (request) => ({ ...request, query: withQueryValue(request, place, text) })),
  headers: from(HEADERS).map((headers) => (request) => ({ ...request, headers: { ...request.headers, ...headers } })),
  key: from([
    '',
    'Bearer',
    'Bearer ',
    'Basic YTpi',
    'Bearer elv_pk_0123456789abcdefghijkl',
    'Bearer elv_sk_00000000_000000000000000000000000000000000000000000048wccz',
    'Bearer a b',
    `Bearer ${SAID}`,
    `Bearer ${'x'.repeat(8_000)}`,
  ]).map((authorization) => (request) => ({ ...request, headers: { ...request.headers, authorization } })),
};

function withType(request: Request): Request {
  return { ...request, headers: { ...request.headers, 'content-type': 'application/json' } };
}

function inBody(change: (json: unknown) => unknown): Spoil {
  return (request) => {
    const json = request.body && 'json' in request.body ? request.body.json : {};
    return { ...withType(request), body: { json: change(json) } };
  };
}

function rawBody(change: (text: string) => string): Spoil {
  return (request) => ({ ...withType(request), body: { raw: change(String(payloadOf(request) ?? '{}')) } });
}

/** In one place of the body where there is one, else in one of the query. */
function everywhere(place: number, text: string): Spoil {
  return (request) => {
    if (request.body !== undefined && 'json' in request.body)
      return inBody((json) => withValue(json, place, () => text))(request);
    return { ...request, query: withQueryValue(request, place, text) };
  };
}

function objectOf(json: unknown): object {
  return typeof json === 'object' && json !== null ? json : {};
}

/** The value at the `place`-th leaf or branch is changed; counted in the order in which JSON writes them. */
function withValue(json: unknown, place: number, change: (value: unknown) => unknown): unknown {
  const paths = pathsOf(json);
  const path = paths[place % paths.length]!;
  const copy = structuredClone({ root: json });
  let parent: Record<string, unknown> = copy;
  for (const key of ['root', ...path].slice(0, -1)) parent = parent[key] as Record<string, unknown>;
  const last = path.at(-1) ?? 'root';
  parent[last] = change(parent[last]);
  return copy.root;
}

function withoutOne(json: unknown, place: number): unknown {
  const names = Object.keys(objectOf(json));
  const { [names[place % Math.max(1, names.length)] ?? '']: _, ...rest } = objectOf(json) as Record<string, unknown>;
  return rest;
}

function pathsOf(json: unknown): string[][] {
  if (typeof json !== 'object' || json === null) return [[]];
  const inner = Object.entries(json).flatMap(([key, value]) => pathsOf(value).map((path) => [key, ...path]));
  return inner.length === 0 ? [[]] : inner;
}

function spliced(text: string, pairs: string): string {
  const rest = text.trimStart().slice(1);
  return rest.trimStart().startsWith('}') ? `{${pairs.slice(0, -1)}}` : `{${pairs}${rest}`;
}

function withSegment(path: string, place: number, text: string): string {
  const segments = path.split('/');
  segments[1 + (place % (segments.length - 1))] = text;
  return segments.join('/');
}

function withQueryValue({ operation, query }: Request, place: number, text: string): [string, string][] {
  const names = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
  const name = names[place % Math.max(1, names.length)] ?? 'where[plan]';
  return [...query.filter(([other]) => other !== name), [name, text]];
}
