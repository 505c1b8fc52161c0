import type { Elleve } from '../harness.ts';

export interface Answered {
  status: number;
  // Reports are read field by field here; their shapes stand in the contract.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

/** Sends a request with a secret key. */
export async function ask(
  elleve: Pick<Elleve, 'app' | 'secret_key'>,
  url: string,
  { method = 'GET', body }: { method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; body?: unknown } = {},
): Promise<Answered> {
  const heard = await elleve.app.inject({
    method,
    url: `/v1${url}`,
    headers: {
      authorization: `Bearer ${elleve.secret_key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  });
  return { status: heard.statusCode, body: heard.body === '' ? undefined : heard.json() };
}
