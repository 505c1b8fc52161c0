import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { freshFolder, startProcess } from './server-process.ts';

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
const SLOW = 1_000;
const CLOSED_WITHIN_MS = 20_000;

it(
  'closes a thousand slow clients within twenty seconds and serves everybody else meanwhile',
  { timeout: 120_000 },
  async () => {
    const server = await startProcess(join(freshFolder(), 'elleve.db'));
    const open = new Set<Socket>();
    const lasted: number[] = [];
    onTestFinished(() => open.forEach((socket) => socket.destroy()));

    const began = performance.now();
    for (let i = 0; i < SLOW; i++) {
      const socket = connect(server.port, '127.0.0.1');
      const kind = KINDS[i % KINDS.length]!;
      let tick = 0;
      const slowly = setInterval(() => kind(socket, ++tick), 1_000);
      open.add(socket);
      socket.on('connect', () => kind(socket, 0));
      socket.on('error', () => {});
      // What the server says on the way must be taken, or the close is never seen.
      socket.resume();
      socket.on('close', () => {
        clearInterval(slowly);
        open.delete(socket);
        lasted.push(performance.now() - began);
      });
    }

    let served = 0;
    while (open.size > 0) {
      const { status } = await fetch(`${server.address}/healthz`);
      expect(status).toBe(200);
      served += 1;
      await wait(50);
    }
    expect(lasted).toHaveLength(SLOW);
    expect(served).toBeGreaterThan(20);
    // What is measured is the server's own deadline; a busy machine adds to it, so that some of its six seconds of margin are for that.
    expect(Math.max(...lasted)).toBeLessThan(CLOSED_WITHIN_MS);
  },
);
