import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Request } from 'autocannon';
import { percentile } from './measure.ts';

interface SteadyOptions {
  address: string;
  connections: number;
  seconds: number;
  /** Requests in a second. */
  rate: number;
  requests: readonly Request[];
}

/**
 * So many requests a second, each at its moment whether or not those before it were answered, and how long the answers took: p99 in
 * milliseconds from that moment on. A request waits for a free connection when all are taken. Autocannon's fixed rate sends all that is
 * due in bursts, which shows 60 ms and more of a server that answers within one. Throws when an answer is not a 2xx.
 */
export async function steadyP99({ address, connections, seconds, rate, requests }: SteadyOptions): Promise<number> {
  const { hostname, port } = new URL(address);
  const free = await Promise.all(
    Array.from({ length: connections }, async () => Connection.open(hostname, Number(port))),
  );
  const all = [...free];
  const due: { at: number; text: string }[] = [];
  const times: number[] = [];
  const failures: unknown[] = [];
  const send = async (connection: Connection, { at, text }: { at: number; text: string }) => {
    try {
      await connection.ask(text);
    } catch (error) {
      return failures.push(error);
    }
    times.push(performance.now() - at);
    free.push(connection);
    return sendDue();
  };
  const sendDue = () => {
    while (due.length > 0 && free.length > 0) void send(free.shift()!, due.shift()!);
  };

  const texts = requests.slice(0, Math.floor(rate * seconds)).map((request) => textOf(request, hostname));
  const begin = performance.now();
  for (let sent = 0; sent < texts.length && failures.length === 0; await wait(1)) {
    const until = Math.min(texts.length, Math.ceil(((performance.now() - begin) * rate) / 1_000));
    for (; sent < until; sent++) due.push({ at: begin + (sent * 1_000) / rate, text: texts[sent]! });
    sendDue();
  }
  while (times.length < texts.length && failures.length === 0) await wait(5);
  for (const connection of all) connection.close();
  if (failures.length > 0) throw new Error('A request failed.', { cause: failures[0] });
  return percentile(times, 0.99);
}

function textOf({ method, path, headers, body = '' }: Request, host: string): string {
  const lines = Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${String(value)}\r\n`);
  const length = Buffer.byteLength(body);
  return `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n${lines.join('')}content-length: ${length}\r\n\r\n${String(body)}`;
}

/** One request at a time; only as much of HTTP as the answers of the servers measured here need. */
class Connection {
  readonly #socket: Socket;
  #heard = '';
  #asked: { resolve: () => void; reject: (reason: unknown) => void } | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => this.#hear(text));
    socket.on('error', (error) => this.#asked?.reject(error));
    socket.on('close', () => this.#asked?.reject(new Error('The connection was closed.')));
  }

  static async open(host: string, port: number): Promise<Connection> {
    const socket = connect(port, host);
    await once(socket, 'connect');
    return new Connection(socket);
  }

  ask(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#asked = { resolve, reject };
      this.#socket.write(text);
    });
  }

  close(): void {
    this.#asked = undefined;
    this.#socket.destroy();
  }

  #hear(text: string): void {
    this.#heard += text;
    const head = this.#heard.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/^content-length: (\d+)/im.exec(this.#heard)?.[1] ?? NaN);
    if (this.#heard.length < head + 4 + length) return;
    const answer = this.#heard;
    this.#heard = '';
    const asked = this.#asked!;
    this.#asked = undefined;
    if (answer.startsWith('HTTP/1.1 2')) asked.resolve();
    else asked.reject(new Error(answer));
  }
}
