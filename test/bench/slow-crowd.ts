import { connect, type Socket } from 'node:net';

/** Each kind stops in another place. */
const KINDS: ((socket: Socket, tick: number) => void)[] = [
  // Connects and says nothing.
  () => {},
  // Never comes to the end of its headers.
  (socket, tick) => socket.write(tick === 0 ? 'GET /healthz HTTP/1.1\r\nhost: x\r\n' : `x-${tick}: slow\r\n`),
  // Never comes to the end of its body.
  (socket, tick) =>
    socket.write(
      tick === 0
        ? 'POST /v1/keys HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n'
        : ' ',
    ),
  // Never comes to the end of its first line.
  (socket, tick) => socket.write(tick === 0 ? 'GET /' : 'a'),
];

/** Clients that hold a connection each and never finish what they say. */
export class SlowCrowd {
  /** How long the server bore each one, in milliseconds. */
  readonly lasted: number[] = [];
  readonly #open = new Set<Socket>();
  readonly #port: number;
  readonly #comesBack: boolean;

  /** With `comesBack` each one whom the server closes is followed by another. */
  constructor(port: number, size: number, { comesBack = false } = {}) {
    this.#port = port;
    this.#comesBack = comesBack;
    for (let place = 0; place < size; place++) this.#join(KINDS[place % KINDS.length]!);
  }

  get size(): number {
    return this.#open.size;
  }

  leave(): void {
    const leaving = [...this.#open];
    this.#open.clear();
    for (const socket of leaving) socket.destroy();
  }

  #join(kind: (socket: Socket, tick: number) => void): void {
    const began = performance.now();
    const socket = connect(this.#port, '127.0.0.1');
    let tick = 0;
    const slowly = setInterval(() => kind(socket, ++tick), 1_000);
    this.#open.add(socket);
    socket.on('connect', () => kind(socket, 0));
    socket.on('error', () => {});
    // What the server says on the way must be taken, or the close is never seen.
    socket.resume();
    socket.on('close', () => {
      clearInterval(slowly);
      if (!this.#open.delete(socket)) return;
      this.lasted.push(performance.now() - began);
      if (this.#comesBack) this.#join(kind);
    });
  }
}
