import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';

/** The app in its own process, and one connection to it that stays open. */
export class BenchServer {
  readonly #child;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #address = '';

  private constructor(file: string) {
    this.#child = fork(fileURLToPath(new URL('serve.js', import.meta.url)), [file]);
  }

  static async start(file: string): Promise<BenchServer> {
    const server = new BenchServer(file);
    const [{ address }] = (await once(server.#child, 'message')) as [{ address: string }];
    server.#address = address;
    return server;
  }

  /** The body of the answer and how many milliseconds passed until it was here. */
  async ask(url: string, secretKey: string): Promise<{ ms: number; body: string }> {
    const begin = performance.now();
    const request = get(`${this.#address}${url}`, {
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
    const request = get(`${this.#address}${url}`, { agent: false, headers: { authorization: `Bearer ${secretKey}` } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}`);
    return response;
  }

  /** Resident memory in bytes. */
  async memory(): Promise<number> {
    this.#child.send('memory');
    const [{ rss }] = (await once(this.#child, 'message')) as [{ rss: number }];
    return rss;
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    this.#child.disconnect();
    await once(this.#child, 'exit');
  }
}
