import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import fc, { type Arbitrary } from 'fast-check';
import { describedOperations } from '../openapi-document.ts';
import type { Elleve } from '../server/harness.ts';
import { SAID } from './hostile-values.ts';
import { payloadOf, urlOf, type Request } from './request.ts';
import { validRequest } from './valid-request.ts';
import { newWorld } from './world.ts';

export interface SocketCampaign {
  connections: number;
  statuses: Record<string, number>;
  /** What was sent and what is wrong with the answer to it. */
  faults: { sent: string; fault: string }[];
}

const AT_ONCE = 40;
/** For an answer to begin, which to a request that never ends never does, and for more of it to come. */
const FIRST_MS = 1_000;
const MORE_MS = 60;

type Spoil = (request: string) => string | Buffer;

/** What goes over the wire in place of a request that is in order. */
const SPOILS: Record<string, Arbitrary<Spoil>> = {
  nothing: fc.constant((request) => request),
  cut: fc.nat(400).map((length) => (request) => request.slice(0, length)),
  turned_bit: fc.tuple(fc.nat(2_000), fc.nat(7)).map(([place, bit]) => (request) => {
    const bytes = Buffer.from(request);
    bytes[place % bytes.length]! ^= 1 << bit;
    return bytes;
  }),
  first_line: fc
    .constantFrom(
      'GET / HTTP/0.9',
      'GET /v1/metrics HTTP/2.0',
      'PRI * HTTP/2.0',
      'GET http://evil.example/ HTTP/1.1',
      'CONNECT evil.example:443 HTTP/1.1',
      'OPTIONS * HTTP/1.1',
      'get / http/1.1',
      'GET  /x HTTP/1.1',
      'GET /\t HTTP/1.1',
      `GET /${'x'.repeat(20_000)} HTTP/1.1`,
      'BREW /pot HTTP/1.1',
      '\0\0\0\0',
    )
    .map((line) => (request) => request.replace(/^.*\r\n/, `${line}\r\n`)),
  header: fc
    .constantFrom(
      'transfer-encoding: chunked\r\ntransfer-encoding: identity',
      'content-length: 5\r\ncontent-length: 6',
      'content-length: -1',
      'content-length: 99999999999',
      'content-length: 0x5',
      'transfer-encoding: xchunked',
      ' folded: yes',
      'no-colon',
      'a\0b: c',
      `x: ${SAID}\u0001`,
      `x: ${'y'.repeat(20_000)}`,
      'host: a\r\nhost: b',
      'expect: 200-ok',
      'upgrade: h2c\r\nconnection: upgrade',
      'connection: upgrade\r\nupgrade: websocket',
      `${SAID}: 1`,
    )
    .map((header) => (request) => request.replace('\r\n', `\r\n${header}\r\n`)),
  many_headers: fc.constant((request) =>
    request.replace('\r\n', `\r\n${Array.from({ length: 3_000 }, (_, i) => `x-${i}: 1`).join('\r\n')}\r\n`),
  ),
  chunks: fc
    .constantFrom(
      '5\r\nhello\r\n0\r\n\r\n',
      'zz\r\n',
      'ffffffffffffffff\r\n',
      '1;a=b\r\nx\r\n0\r\nx: y\r\n\r\n',
      '-1\r\n',
      '2\r\n{}\r\n0\r\n\r\n',
    )
    .map(
      (chunks) => (request) =>
        `${head(request).replace(/content-length: \d+/, 'transfer-encoding: chunked')}\r\n\r\n${chunks}`,
    ),
  pipelined: fc
    .integer({ min: 2, max: 5 })
    .map((times) => (request) => request.replace('connection: close\r\n', '').repeat(times) + request),
  smuggled: fc.constant(
    (request) =>
      `${head(request)}\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /v1/project HTTP/1.1\r\nhost: x\r\n\r\n`,
  ),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => () => Buffer.from(bytes)),
};

/** Connections with what no HTTP client would send, the same number of each kind. The server must listen. */
export async function socketCampaign({
  elleve: server,
  connections,
  seed,
}: {
  elleve: Elleve;
  connections: number;
  seed: number;
}): Promise<SocketCampaign> {
  const { port } = server.app.server.address() as { port: number };
  const world = await newWorld(server);
  const operations = await describedOperations(server.app);
  const anyRequest = fc.oneof(...operations.map((operation) => validRequest(operation, world.known, world.keys)));
  const found: SocketCampaign = { connections: 0, statuses: {}, faults: [] };

  const kinds = Object.values(SPOILS);
  const each = Math.ceil(connections / kinds.length);
  const payloads = kinds.flatMap((spoil, place) =>
    fc
      .sample(fc.tuple(anyRequest, spoil), { numRuns: each, seed: seed + place })
      .map(([request, change]) => change(wireOf(request))),
  );
  for (let start = 0; start < payloads.length; start += AT_ONCE) {
    await Promise.all(
      payloads.slice(start, start + AT_ONCE).map(async (payload) => {
        const answer = await exchange(port, payload);
        found.connections += 1;
        const statuses = [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => status!);
        for (const status of statuses.length === 0 ? ['none'] : statuses)
          found.statuses[status] = (found.statuses[status] ?? 0) + 1;
        const fault = faultOf(answer, statuses, world.keys.secret_key.slice(16));
        if (fault !== undefined) found.faults.push({ sent: payload.toString('latin1'), fault });
      }),
    );
  }
  return found;
}

function faultOf(answer: string, statuses: string[], secret: string): string | undefined {
  if (statuses.some((status) => status >= '500')) return 'answers 500 or above';
  if (answer.includes(secret)) return 'tells a secret';
  if (answer.includes(SAID)) return 'repeats what was sent';
  return undefined;
}

function head(request: string): string {
  return request.slice(0, request.indexOf('\r\n\r\n'));
}

function wireOf(request: Request): string {
  const payload = payloadOf(request)?.toString() ?? '';
  const headers = {
    host: 'localhost',
    connection: 'close',
    'content-length': String(Buffer.byteLength(payload)),
    ...request.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${request.method} ${urlOf(request)} HTTP/1.1\r\n${lines.join('')}\r\n${payload}`;
}

/** Everything that comes back until the server closes, or until patience ends. */
async function exchange(port: number, payload: string | Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
  socket.on('error', () => {});
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  socket.write(payload);
  await Promise.race([once(socket, 'close'), quiet(() => answer)]);
  socket.destroy();
  return answer;
}

/** When nothing has come for a while. */
async function quiet(heard: () => string): Promise<void> {
  for (let waited = 0; heard() === '' && waited < FIRST_MS; waited += MORE_MS) await wait(MORE_MS);
  for (let before = ''; heard() !== before; await wait(MORE_MS)) before = heard();
}
