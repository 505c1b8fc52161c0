import { STAND_INS, type ExampleProject } from './example-project.ts';
import type { ExampleRequest } from './example-requests.ts';

export interface Answered {
  status: number;
  contentType: string;
  /** Parsed where it is JSON; undefined where there is none. */
  answer: unknown;
}

interface Sending {
  /** `null` for none; the project's own when absent. */
  key?: string | null;
  type?: string;
  headers?: Record<string, string>;
}

/** Plays requests of the documents against a real server, with real ids in place of the stand-ins. */
export class Player {
  /** By display: what its claim was answered. */
  readonly #tokens = new Map<string, string>();
  readonly #project: ExampleProject;

  constructor(project: ExampleProject) {
    this.#project = project;
  }

  async play(
    request: ExampleRequest,
    { key = this.#project.secret_key, type = 'application/json', headers = {} }: Sending = {},
  ) {
    const { standIn, app } = this.#project;
    const [method, url] = this.addressOf(request);
    const payload = request.body === undefined ? undefined : this.#bodyOf(request);
    const heard = await app.inject({
      method: method as 'GET',
      url,
      headers: {
        ...(key !== null && url.startsWith('/v1') && { authorization: `Bearer ${key}` }),
        ...(payload !== undefined && { 'content-type': type }),
        ...headers,
      },
      ...(payload !== undefined && { payload }),
    });
    this.#noteToken(request, heard.body);
    return answered(heard.statusCode, String(heard.headers['content-type'] ?? ''), standIn(heard.body));
  }

  addressOf({ operation, params = {}, query = {} }: ExampleRequest): [method: string, url: string] {
    const [method, pattern] = operation.split(' ') as [string, string];
    const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name]!));
    const search = Object.entries(query).flatMap(([name, value]) =>
      typeof value === 'object' && !Array.isArray(value)
        ? Object.entries(value).map(([key, one]) => [`${name}[${key}]`, one] as [string, string])
        : [value].flat().map((one): [string, string] => [name, one]),
    );
    const text = new URLSearchParams(search).toString();
    return [method, this.#project.real(text === '' ? path : `${path}?${text}`)];
  }

  #bodyOf({ body, params = {} }: ExampleRequest): string {
    if (typeof body === 'string') return body;
    const fields = body as { display_id?: string; write_token?: string };
    const token = this.#tokens.get(fields.display_id ?? params['id'] ?? '') ?? [...this.#tokens.values()].at(-1);
    return this.#project.real(
      JSON.stringify(
        fields.write_token === STAND_INS.writeToken
          ? { ...fields, write_token: token ?? STAND_INS.writeToken }
          : fields,
      ),
    );
  }

  #noteToken({ operation, body }: ExampleRequest, heard: string): void {
    if (!operation.endsWith('/displays') || !heard.includes('"write_token"')) return;
    this.#tokens.set((body as { id: string }).id, (JSON.parse(heard) as { write_token: string }).write_token);
  }
}

function answered(status: number, contentType: string, text: string): Answered {
  const isJson = /json\b/.test(contentType) && !contentType.includes('ndjson');
  return { status, contentType, answer: text === '' ? undefined : isJson ? JSON.parse(text) : text };
}
