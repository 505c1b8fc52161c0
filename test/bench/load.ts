import { bytesOf, Connection, type BenchRequest } from './connection.ts';
import { percentile } from './measure.ts';

export interface Load {
  /** Answers in a second, and milliseconds until they came. */
  rate: number;
  p50: number;
  p99: number;
  count: number;
}

interface LoadOptions {
  address: string;
  connections: number;
  seconds: number;
  /** Sent one after another, whichever connection is free; from the beginning again after the last. */
  requests: readonly BenchRequest[];
}

/**
 * Each connection sends the next request when its last one is answered. What is sent is made, and connections are opened, before the clock
 * runs: a hundredth of all answers are the first ones of two hundred connections. Throws when an answer is not a 2xx.
 */
export async function load({ address, connections, seconds, requests }: LoadOptions): Promise<Load> {
  const url = new URL(address);
  const sent = requests.map((request) => bytesOf(request, url.hostname));
  const open = await Connection.openMany(url, connections);
  const times: number[] = [];
  let next = 0;
  const begin = performance.now();
  const end = begin + seconds * 1_000;
  const askOn = async (connection: Connection) => {
    for (let now = begin; now < end;) {
      await connection.ask(sent[next++ % sent.length]!);
      const asked = now;
      now = performance.now();
      times.push(now - asked);
    }
  };
  try {
    await Promise.all(open.map(askOn));
  } finally {
    for (const connection of open) connection.close();
  }
  const rate = (1_000 * times.length) / (performance.now() - begin);
  return { rate, count: times.length, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}
