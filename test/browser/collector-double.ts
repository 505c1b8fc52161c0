import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config, ConfigSurvey } from '../../shared/contract/collector.ts';
import { PUBLIC_KEY, surveyFixture, WRITE_TOKEN } from '../widget/survey-fixture.ts';

const WIDGET = fileURLToPath(new URL('../../dist/widget/', import.meta.url));
/** As an npm package's files lie on a server that bundles nothing. */
const MODULE = fileURLToPath(new URL('../../dist/module/', import.meta.url));
const CORS = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Retry-After' };

export interface Received {
  /** `config`, `displays`, `responses`, `changes` or `dismissal`. */
  kind: string;
  path: string;
  query: URLSearchParams;
  method: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
}

/** What an answer may be in place of the good one: a status with headers and body, or a cut connection. */
export type Misbehaviour = { status: number; headers?: Record<string, string>; body?: string } | 'cut' | undefined;

export interface CollectorDouble {
  origin: string;
  received: Received[];
  of: (kind: string) => Received[];
  /** Names of the widget's files that were asked for, in order. */
  served: string[];
  close: () => Promise<void>;
}

export interface HostDocument {
  body: string;
  headers?: Record<string, string>;
}

export interface Script {
  survey?: Partial<ConfigSurvey>;
  /** The host page at an address; a plain one with the script tag when absent. */
  page?: (url: URL) => HostDocument;
  verdict?: object;
  /** Asked before each answer of the collector; `nth` counts the requests of that kind from 1. */
  misbehave?(kind: string, nth: number): Misbehaviour | Promise<Misbehaviour>;
  missing?: RegExp;
  /** A fault at the end of the built loader: a test that does not notice it proves nothing. */
  planted?: string;
}

/**
 * Stands in for the collector where it must misbehave, and serves the host page and the built widget. Journeys that end
 * well run against the real collector instead.
 */
export async function startCollectorDouble(script: Script = {}): Promise<CollectorDouble> {
  const received: Received[] = [];
  const served: string[] = [];
  const of = (kind: string) => received.filter((request) => request.kind === kind);

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const path = url.pathname;
    if (path.startsWith('/w/')) return serveFile(WIDGET, path.slice(3), response);
    if (path.startsWith('/module/')) return serveFile(MODULE, path.slice(8), response);
    if (!path.startsWith('/c/')) {
      const { body, headers } = script.page?.(url) ?? { body: hostPage() };
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers });
      return response.end(body);
    }
    const kind = path.split('/').pop()!;
    const { method = '', headers } = request;
    const body = JSON.parse((await readBody(request)) || '{}') as Received['body'];
    received.push({ kind, path, query: url.searchParams, method, headers, body });
    const misbehaviour = await script.misbehave?.(kind, of(kind).length);
    if (misbehaviour === 'cut') return response.destroy();
    const answered = misbehaviour ?? goodAnswer(kind, body);
    response.writeHead(answered.status, { 'content-type': 'application/json', ...CORS, ...answered.headers });
    return response.end(answered.body);
  }

  function goodAnswer(kind: string, { id }: Record<string, unknown>) {
    const verdict = script.verdict ?? { show: true, write_token: WRITE_TOKEN, expires_at: '2999-01-01T00:00:00.000Z' };
    const answers: Record<string, object> = { config: configOf(surveyFixture(script.survey)), displays: verdict };
    return { status: 200, headers: {}, body: JSON.stringify(answers[kind] ?? { id: id ?? 'known' }) };
  }

  async function serveFile(folder: string, name: string, response: ServerResponse) {
    served.push(name);
    if (script.missing?.test(name)) return response.writeHead(404, CORS).end();
    const text = await readFile(folder + name, 'utf8');
    const type = extname(name) === '.js' ? 'text/javascript' : 'application/octet-stream';
    return response
      .writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'max-age=60', ...CORS })
      .end(name === 'elleve.js' && script.planted ? `${text}\n${script.planted}` : text);
  }

  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    of,
    served,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** The script tag as a customer pastes it; of a first-party path unless the collector's origin is given. */
export function scriptTag(attributes = '', origin = ''): string {
  return `<script async="" src="${origin}/w/elleve.js" data-project="${PUBLIC_KEY}" data-user="user-42" data-account="acme" ${attributes}></script>`;
}

/** As the collector tells it: with a mark when the loader alone cannot judge the survey. */
function configOf(survey: ConfigSurvey): Config {
  const isSpecial = Object.keys(survey.targeting)[3] || survey.look.position === 'inline';
  return { surveys: [survey], ...(isSpecial && { special: true }) };
}

/** A host page that embeds the widget as a customer would. */
export function hostPage(body = '', attributes = '', head = ''): string {
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Invoices</title><link rel="icon" href="data:,">${head}</head>
  <body style="margin:0;font-family:'Liberation Sans',sans-serif">
    <main><h1>Invoices</h1>${body}</main>
    ${scriptTag(attributes)}
  </body>
</html>`;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
