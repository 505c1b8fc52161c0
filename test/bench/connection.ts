import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface BenchRequest {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** A request as it goes over the wire. Made before the clock runs: who measures with one hand and writes with the other measures both. */
export function bytesOf({ method, path, headers, body = '' }: BenchRequest, host: string): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = Buffer.byteLength(body);
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n${lines.join('')}content-length: ${length}\r\n\r\n${body}`,
  );
}

/** One request at a time; only as much of HTTP as the answers of the servers measured here need. */
export class Connection {
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

  static async open(address: URL): Promise<Connection> {
    const socket = connect(Number(address.port), address.hostname);
    await once(socket, 'connect');
    return new Connection(socket);
  }

  static async openMany(address: URL, count: number): Promise<Connection[]> {
    return Promise.all(Array.from({ length: count }, async () => Connection.open(address)));
  }

  /** Rejects when the answer is not a 2xx: a refusal is fast, and would be counted as speed. */
  ask(request: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#asked = { resolve, reject };
      this.#socket.write(request);
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
