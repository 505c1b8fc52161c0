import { setTimeout as wait } from 'node:timers/promises';
import { bytesOf, Connection, type BenchRequest } from './connection.ts';
import { percentile } from './measure.ts';

interface SteadyOptions {
  address: string;
  connections: number;
  seconds: number;
  /** Requests in a second. */
  rate: number;
  requests: readonly BenchRequest[];
}

/**
 * So many requests a second, each at its moment whether or not those before it were answered, and how long the answers took: p99 in
 * milliseconds from that moment on. A request waits for a free connection when all are taken. Autocannon's fixed rate sends all that is
 * due in bursts, which shows 60 ms and more of a server that answers within one. Throws when an answer is not a 2xx.
 */
export async function steadyP99({ address, connections, seconds, rate, requests }: SteadyOptions): Promise<number> {
  const url = new URL(address);
  const free = await Connection.openMany(url, connections);
  const all = [...free];
  const due: { at: number; request: Buffer }[] = [];
  const times: number[] = [];
  const failures: unknown[] = [];
  const send = async (connection: Connection, { at, request }: { at: number; request: Buffer }) => {
    try {
      await connection.ask(request);
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

  const sendable = requests.slice(0, Math.floor(rate * seconds)).map((request) => bytesOf(request, url.hostname));
  const begin = performance.now();
  for (let sent = 0; sent < sendable.length && failures.length === 0; await wait(1)) {
    const until = Math.min(sendable.length, Math.ceil(((performance.now() - begin) * rate) / 1_000));
    for (; sent < until; sent++) due.push({ at: begin + (sent * 1_000) / rate, request: sendable[sent]! });
    sendDue();
  }
  while (times.length < sendable.length && failures.length === 0) await wait(5);
  for (const connection of all) connection.close();
  if (failures.length > 0) throw new Error('A request failed.', { cause: failures[0] });
  return percentile(times, 0.99);
}
