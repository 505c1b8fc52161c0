import { AnswersToPost } from './answers-to-post.ts';
import { BenchServer } from './bench-server.ts';
import type { BenchRequest } from './connection.ts';
import { load, type Load } from './load.ts';
import type { BenchDatabase } from './make-database.ts';
import { summary, type Measured } from './measure.ts';
import { steadyP99 } from './steady.ts';

const CONNECTIONS = [50, 200];
const SHARE_OF_CAPACITY = 0.7;
/** More than are stored in a second; a server that stores none may hear them again. */
const MOST_PER_SECOND = 20_000;

export interface IngestReport {
  rows: number;
  loads: IngestLoad[];
}

interface IngestLoad {
  connections: number;
  /** Answers in a second. */
  reference: Pick<Compared, 'rate' | 'cpu'>;
  /** The same, and as a share of the reference of the same round. */
  instant: Compared;
  store: Compared;
  /** At `SHARE_OF_CAPACITY` of what the store took. */
  steady: { rate: number; p99: Measured };
}

interface Compared {
  rate: Measured;
  ratio: Measured;
  p99: Measured;
  /** The longest turn of the server's event loop. */
  blocked: Measured;
  /** Microseconds of processor time for each answer: what is left of a ratio where others use the machine as well. */
  cpu: Measured;
}

export async function benchIngest(
  { file }: BenchDatabase,
  { rows, rounds, seconds }: { rows: number; rounds: number; seconds: number },
): Promise<IngestReport> {
  const answers = new AnswersToPost(file);
  const loads: IngestLoad[] = [];
  for (const connections of CONNECTIONS) loads.push(await benchLoad(file, answers, connections, rounds, seconds));
  answers.close();
  return { rows, loads };
}

async function benchLoad(
  file: string,
  answers: AnswersToPost,
  connections: number,
  rounds: number,
  seconds: number,
): Promise<IngestLoad> {
  const reference: ServerLoad[] = [];
  const instant: ServerLoad[] = [];
  const store: ServerLoad[] = [];
  const steady: number[] = [];
  let steadyRate = 0;
  for (let round = 0; round < rounds; round++) {
    const options = {
      connections,
      seconds,
      // Of its own: what was stored in the warm-up would only be a repeat afterwards.
      warmUp: answers.make(MOST_PER_SECOND),
      requests: answers.make(MOST_PER_SECOND * seconds),
    };
    reference.push(await onServer(await BenchServer.startReference(), async (server) => loadOf(server, options)));
    instant.push(
      await onServer(await BenchServer.start(file, 'limited', 'instant'), async (server) => loadOf(server, options)),
    );
    store.push(await onServer(await BenchServer.start(file, 'limited'), async (server) => loadOf(server, options)));
    steadyRate = store.at(-1)!.rate * SHARE_OF_CAPACITY;
    const rate = steadyRate;
    steady.push(
      await onServer(await BenchServer.start(file, 'limited'), async ({ address }) => {
        await steadyP99({ address, connections, seconds: 1, rate, requests: answers.make(Math.ceil(rate)) });
        const more = answers.make(Math.ceil(rate * seconds));
        return steadyP99({ address, connections, seconds, rate, requests: more });
      }),
    );
  }
  const compared = (name: string, loads: ServerLoad[]): Compared => ({
    rate: summary(
      name,
      loads.map(({ rate }) => rate),
    ),
    ratio: summary(
      name,
      loads.map(({ rate }, round) => rate / reference[round]!.rate),
    ),
    p99: summary(
      name,
      loads.map(({ p99 }) => p99),
    ),
    blocked: summary(
      name,
      loads.map(({ blocked }) => blocked),
    ),
    cpu: summary(
      name,
      loads.map(({ cpu }) => cpu),
    ),
  });
  return {
    connections,
    reference: compared('reference', reference),
    instant: compared('instant', instant),
    store: compared('store', store),
    steady: { rate: steadyRate, p99: summary('steady', steady) },
  };
}

export interface ServerLoad extends Load {
  /** Milliseconds. */
  blocked: number;
  /** Microseconds of processor time for each answer. */
  cpu: number;
}

export async function loadOf(
  server: BenchServer,
  { warmUp, ...options }: { connections: number; seconds: number; warmUp: BenchRequest[]; requests: BenchRequest[] },
): Promise<ServerLoad> {
  // What was started and compiled until now is no part of it.
  await load({ address: server.address, ...options, requests: warmUp, seconds: 1 });
  await server.fare();
  const measured = await load({ address: server.address, ...options });
  const { blocked_ms, cpu_us } = await server.fare();
  return { ...measured, blocked: blocked_ms, cpu: cpu_us / measured.count };
}

export async function onServer<T>(server: BenchServer, measure: (server: BenchServer) => Promise<T>): Promise<T> {
  try {
    return await measure(server);
  } finally {
    await server.stop();
  }
}
