import type { Operation } from '../openapi-document.ts';

/** A request in parts, so that a mutator can spoil one of them. */
export interface Request {
  operation: Operation;
  method: string;
  /** With its values put in, percent-encoded. */
  path: string;
  /** Name and value as they are sent, not encoded. */
  query: [name: string, value: string][];
  headers: Record<string, string>;
  /** A JSON value, or the raw text or bytes of the body. */
  body: { json: unknown } | { raw: string | Buffer } | undefined;
}

export function urlOf({ path, query }: Request): string {
  const pairs = query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/** Percent-encoded; half a surrogate pair, for which UTF-8 has no bytes, becomes the replacement character. */
export function encoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
}

export function payloadOf({ body }: Request): string | Buffer | undefined {
  if (body === undefined) return undefined;
  if ('raw' in body) return body.raw;
  // A value that JSON has no word for becomes null.
  return JSON.stringify(body.json) ?? 'null';
}
