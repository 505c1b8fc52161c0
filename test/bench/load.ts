import autocannon, { type Request } from 'autocannon';

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
  /** What each connection sends, one after another. */
  requestsOf: (connection: number) => Request[];
}

/** Each connection sends its next request when the last is answered. Throws when an answer is not a 2xx: a refusal is fast, and would be counted as speed. */
export async function load({ address, connections, seconds, requestsOf }: LoadOptions): Promise<Load> {
  let connection = 0;
  const result = await autocannon({
    url: address,
    connections,
    duration: seconds,
    setupClient: (client) => client.setRequests(requestsOf(connection++)),
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${result.non2xx} refusals and ${result.errors} broken connections at ${address}`);
  }
  // `average` counts whole seconds alone; the last one is seldom whole.
  const count = result['2xx'];
  return { count, rate: count / result.duration, p50: result.latency.p50, p99: result.latency.p99 };
}
