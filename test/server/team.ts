import type { Elleve } from './harness.ts';
import type { Heard } from './page.ts';

interface Call {
  body?: unknown;
  /** Any key, or none; without it the one that `init` made. */
  key?: string | null;
  headers?: Record<string, string>;
}

/** What a developer with a secret key asks of `/v1`, and what the answer is. */
export async function call(
  elleve: Elleve,
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  { body, key = elleve.secret_key, headers = {} }: Call = {},
): Promise<Heard> {
  const heard = await elleve.app.inject({
    method,
    url: `/v1${path}`,
    headers: {
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  });
  return { status: heard.statusCode, body: heard.json(), headers: heard.headers };
}

/** Reads, and throws when it may not. */
export async function read(elleve: Elleve, path: string, more: Call = {}): Promise<Heard['body']> {
  const { status, body } = await call(elleve, 'GET', path, more);
  if (status !== 200) throw new Error(`GET ${path} answers ${JSON.stringify(body)}`);
  return body;
}

/** Makes a survey and brings it to `status`; the id is its public one. */
export async function makeSurvey(
  elleve: Elleve,
  fields: Record<string, unknown> = {},
  ...statuses: ('live' | 'paused' | 'archived')[]
): Promise<string> {
  const { body } = await call(elleve, 'POST', '/surveys', { body: { name: 'Another', ...fields } });
  const id = String(body['id']);
  for (const status of statuses) await call(elleve, 'PATCH', `/surveys/${id}`, { body: { status } });
  return id;
}
