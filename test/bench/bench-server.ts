import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Fare } from './fare.ts';

/** A server in its own process, and one connection to it that stays open. */
export class BenchServer {
  readonly #child;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  address = '';

  private constructor(script: string, args: string[]) {
    this.#child = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
      // It logs as it is told to by default, to nobody.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }

  /** The app on that file; `limited` with its limits on, `instant` acknowledging answers without storing them. */
  static async start(file: string, ...modes: ('limited' | 'instant')[]): Promise<BenchServer> {
    return new BenchServer('serve.js', [file, ...modes]).#listening();
  }

  static async startReference(): Promise<BenchServer> {
    return new BenchServer('reference-server.js', []).#listening();
  }

  /** The body of the answer and how many milliseconds passed until it was here. */
  async ask(url: string, secretKey: string): Promise<{ ms: number; body: string }> {
    const begin = performance.now();
    const request = get(`${this.address}${url}`, {
      agent: this.#agent,
      headers: { authorization: `Bearer ${secretKey}` },
    });
    const [response] = await once(request, 'response');
    let body = '';
    for await (const part of response.setEncoding('utf8')) body += part;
    const ms = performance.now() - begin;
    if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}: ${body}`);
    return { ms, body };
  }

  /** An answer that is read as it comes, on a connection of its own. */
  async open(url: string, secretKey: string): Promise<IncomingMessage> {
    const request = get(`${this.address}${url}`, { agent: false, headers: { authorization: `Bearer ${secretKey}` } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}`);
    return response;
  }

  async fare(): Promise<Fare> {
    this.#child.send('fare');
    const [fare] = (await once(this.#child, 'message')) as [Fare];
    return fare;
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    this.#child.disconnect();
    await once(this.#child, 'exit');
  }

  async #listening(): Promise<this> {
    const [{ address }] = (await once(this.#child, 'message')) as [{ address: string }];
    this.address = address;
    return this;
  }
}
