import type { Operations } from '../shared/contract/operations.ts';
import { addressOf, type Address } from './address.ts';
import { ElleveProblem } from './elleve-problem.ts';

export type { Operations };
export { ElleveProblem };

export interface ClientOptions {
  /** Where the server is reached, such as `https://nps.example.com`. */
  baseUrl: string;
  /** A secret key: for servers and scripts, never for a page. */
  key: string;
  /** Default: the global `fetch`. */
  fetch?: typeof fetch;
}

export interface Client {
  /** Asks one route. Rejects with `ElleveProblem` when it is refused, and as `fetch` does when nobody answers. */
  request<Name extends Operation>(operation: Name, ...input: Input<Name>): Promise<Operations[Name]['answer']>;
  /** Every row of a list, page after page; the next page is asked for when its first row is. */
  each<Name extends ListOperation>(operation: Name, ...input: Input<Name>): AsyncGenerator<RowOf<Name>, void, void>;
  /** The answer as it comes over the wire, for what is too large to be held at once: an export. */
  open<Name extends Operation>(operation: Name, ...input: Input<Name>): Promise<Response>;
}

export function createClient({ baseUrl, key, fetch: ask = fetch }: ClientOptions): Client {
  async function open(operation: string, { body, signal, ...address }: AnyInput = {}): Promise<Response> {
    const [method, path] = operation.split(' ') as [string, string];
    const answer = await ask(addressOf(baseUrl, path, address), {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    if (!answer.ok) throw await ElleveProblem.of(answer);
    return answer;
  }

  async function request(operation: string, input?: AnyInput): Promise<unknown> {
    const answer = await open(operation, input);
    if (answer.status === 204) return undefined;
    const isJson = answer.headers.get('content-type')?.startsWith('application/json');
    return isJson ? answer.json() : answer.text();
  }

  async function* each(operation: string, input: AnyInput = {}): AsyncGenerator<unknown, void, void> {
    let cursor: string | null | undefined;
    do {
      const query = { ...input.query, ...(cursor && { cursor }) };
      const page = (await request(operation, { ...input, query })) as { data: unknown[]; next_cursor: string | null };
      yield* page.data;
      cursor = page.next_cursor;
    } while (cursor !== null);
  }

  return { open, request, each } as Client;
}

type Operation = keyof Operations;
type ListOperation = { [Name in Operation]: Operations[Name] extends { row: unknown } ? Name : never }[Operation];
type RowOf<Name extends ListOperation> = Operations[Name] extends { row: infer Row } ? Row : never;

interface AnyInput extends Address {
  body?: unknown;
  signal?: AbortSignal;
}

type Traits = Record<string, string | number | boolean | readonly (string | number | boolean)[]>;

/** The contract speaks of text, as a query string does; numbers and booleans may be given where their text is taken. */
type Query<Q> = {
  [Key in keyof Q]: Q[Key] | (string extends Q[Key] ? number : never) | ('true' extends Q[Key] ? boolean : never);
};

type InputOf<O> = (O extends { params: infer Params } ? { params: Params } : unknown) &
  (O extends { body: infer Body } ? { body: Body } : unknown) &
  (O extends { query: infer Q } ? QueryInput<Q> : unknown) & { signal?: AbortSignal };

type QueryInput<Q> =
  Partial<Q> extends Q ? { query?: Query<Q> & { where?: Traits } } : { query: Query<Q> & { where?: Traits } };

/** The input may be left out where nothing in it is needed. */
type Input<Name extends Operation> =
  Partial<InputOf<Operations[Name]>> extends InputOf<Operations[Name]>
    ? [input?: InputOf<Operations[Name]>]
    : [input: InputOf<Operations[Name]>];
