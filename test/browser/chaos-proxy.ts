import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Where a connection is cut: before anything passes, when the answer comes, or in the middle of the answer. */
const CUTS = ['at once', 'before the answer', 'within the answer'] as const;
type Cut = (typeof CUTS)[number];

export interface ChaosProxy {
  origin: string;
  connections: number;
  cuts: Record<Cut, number>;
  close: () => Promise<void>;
}

/** Passes bytes on to a port of this machine, and cuts `share` of the connections. The same seed throws the same dice. */
export async function startChaosProxy(port: number, share: number, seed = 11): Promise<ChaosProxy> {
  const dice = diceOf(seed);
  const open = new Set<Socket>();
  const cuts = { 'at once': 0, 'before the answer': 0, 'within the answer': 0 };
  let connections = 0;

  const server = createServer((client) => {
    connections++;
    const cut = dice() < share ? CUTS[Math.floor(dice() * CUTS.length)] : undefined;
    if (cut) cuts[cut]++;
    if (cut === 'at once') return client.resetAndDestroy();
    const upstream = connect(port, '127.0.0.1');
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => open.delete(socket));
    }
    client.pipe(upstream);
    if (!cut) return upstream.pipe(client);
    return upstream.once('data', (answer) => {
      // What stands before this has been acknowledged to nobody, and is in the database all the same.
      if (cut === 'within the answer') client.write(answer.subarray(0, answer.length / 2));
      setImmediate(() => client.resetAndDestroy());
      upstream.destroy();
    });
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get connections() {
      return connections;
    },
    cuts,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        for (const socket of open) socket.destroy();
      }),
  };
}

/** Mulberry32. */
function diceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
