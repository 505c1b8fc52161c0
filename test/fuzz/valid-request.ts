import fc, { type Arbitrary } from 'fast-check';
import type { Operation, Parameter } from '../openapi-document.ts';
import type { Known } from './known.ts';
import { encoded, type Request } from './request.ts';
import { validValue } from './valid-value.ts';

export interface Keys {
  public_key: string;
  secret_key: string;
}

/** Requests to one operation as its description allows them, with keys that open it. */
export function validRequest(operation: Operation, known: Known, keys: Keys): Arbitrary<Request> {
  const inPath = operation.parameters.filter((one) => one.in === 'path' && one.name !== 'public_key');
  const inQuery = operation.parameters.filter((one) => one.in === 'query');
  const parts = {
    path: fc.record(Object.fromEntries(inPath.map(({ name, schema }) => [name, validValue(schema, known)]))),
    query: fc.record(Object.fromEntries(inQuery.map(({ name, schema }) => [name, validValue(schema, known)])), {
      requiredKeys: requiredNames(inQuery),
    }),
    body: operation.body === undefined ? fc.constant(undefined) : validValue(operation.body, known),
    display: fc.nat(1_000),
  };
  return fc.record(parts).map(({ path, query, body, display }): Request => ({
    operation,
    method: operation.method,
    path: filled(operation.path, { ...(path as Record<string, unknown>), public_key: keys.public_key }),
    query: Object.entries(query).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, String(one)]),
    ),
    headers: {
      ...(operation.scope !== undefined && { authorization: `Bearer ${keys.secret_key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : { json: withRightToken(body, known.display(display)) },
  }));
}

function requiredNames(parameters: Parameter[]): string[] {
  return parameters.filter(({ required }) => required).map(({ name }) => name);
}

function filled(path: string, values: Record<string, unknown>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encoded(String(values[name])));
}

/** A body with a token is sent for a display of which we have it: a wrong token would end most requests early. */
function withRightToken(body: unknown, display: object | undefined): unknown {
  const asks = typeof body === 'object' && body !== null && 'write_token' in body;
  return asks && display !== undefined ? { ...body, ...pickKnown(body, display) } : body;
}

function pickKnown(body: object, display: object): object {
  return Object.fromEntries(Object.entries(display).filter(([name]) => name in body));
}
