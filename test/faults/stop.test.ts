import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pour, prepareFlood, storedIds, type Flood, type Post } from './flood.ts';
import { freshFolder, startProcess, type ServerProcess } from './server-process.ts';

const CLEAN_END = { code: 0, signal: null };
const UNHURRIED = { timeout: 60_000 };

describe.each(['SIGTERM', 'SIGINT'] as const)('a server that is told to stop by %s', (signal) => {
  it('answers what is in flight, lets go of everything, and starts again', UNHURRIED, async () => {
    const database = join(freshFolder(), 'elleve.db');
    const flood = await prepareFlood(database, 10);
    const server = await startProcess(database);
    expect(existsSync(`${database}.sock`)).toBe(true);

    const begun = await Promise.all(flood.posts.map((post) => beginPost(server, flood, post)));
    server.kill(signal);
    await wait(300);
    const answers = await Promise.all(begun.map(({ finish }) => finish()));
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 201 /);
    expect(await server.ended).toEqual(CLEAN_END);
    expect(existsSync(`${database}.sock`)).toBe(false);

    const next = await startProcess(database);
    expect(new Set(await storedIds(next, flood.project))).toEqual(new Set(flood.posts.map(({ id }) => id)));
  });
});

describe('a stop', () => {
  it('amid a thousand answers loses none that was acknowledged and breaks none off', UNHURRIED, async () => {
    const database = join(freshFolder(), 'elleve.db');
    const flood = await prepareFlood(database, 1_000);
    const server = await startProcess(database);
    const tide = await pour(server, flood, {
      connections: 50,
      onAcknowledged: (count) => {
        if (count === 200) server.kill('SIGTERM');
      },
    });
    expect(await server.ended).toEqual(CLEAN_END);
    expect(Object.keys(tide.statuses)).toEqual(['201']);
    expect(tide.acknowledged.length).toBeLessThan(1_000);

    const next = await startProcess(database);
    const stored = new Set(await storedIds(next, flood.project));
    expect(tide.acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  });

  it('does not wait for a connection that says nothing', UNHURRIED, async () => {
    const database = join(freshFolder(), 'elleve.db');
    const server = await startProcess(database);
    const silent = connect(server.port, '127.0.0.1');
    await once(silent, 'connect');
    await wait(100);
    server.kill('SIGTERM');
    expect(await server.ended).toEqual(CLEAN_END);
    silent.destroy();
  });

  it('does not wait for ever for a request that never ends', UNHURRIED, async () => {
    const database = join(freshFolder(), 'elleve.db');
    const flood = await prepareFlood(database, 1);
    const server = await startProcess(database);
    const { socket } = await beginPost(server, flood, flood.posts[0]!);
    server.kill('SIGTERM');
    const { signal } = await server.ended;
    expect(signal).toBeNull();
    socket.destroy();
  });
});

interface BegunPost {
  socket: Socket;
  /** Sends the rest and resolves with all that was answered. */
  finish: () => Promise<string>;
}

/** Sends the head of a request and half of its body, and knows that the server has begun with it. */
async function beginPost(server: ServerProcess, { project }: Flood, { body }: Post): Promise<BegunPost> {
  const socket = connect(server.port, '127.0.0.1');
  let answer = '';
  socket.on('data', (text) => (answer += text.toString()));
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => void socket.on('close', () => resolve()));
  const head = [
    `POST /c/${project.public_key}/responses HTTP/1.1`,
    'Host: x',
    'Content-Type: text/plain',
    `Content-Length: ${body.length}`,
    'Expect: 100-continue',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  await once(socket, 'data');
  const middle = Math.floor(body.length / 2);
  socket.write(body.slice(0, middle));
  return {
    socket,
    async finish() {
      socket.write(body.slice(middle));
      await closed;
      return answer.replace('HTTP/1.1 100 Continue\r\n\r\n', '');
    },
  };
}
