import { AnswersToPost } from './answers-to-post.ts';
import { BenchServer } from './bench-server.ts';
import { loadOf, onServer } from './ingest.ts';
import type { BenchDatabase } from './make-database.ts';
import { figures, summary, type Measured } from './measure.ts';

const CONNECTIONS = 50;
const WARM_UP = 5_000;

export interface ConfigReport {
  /** Configurations in a second, and microseconds of processor time for each. */
  reference: { rate: Measured; cpu: Measured };
  app: { rate: Measured; cpu: Measured };
  /** As a share of the reference's of the same round. */
  ratio: Measured;
}

/** What nearly every page view asks for, with limits on, from many addresses behind a proxy that is trusted. */
export async function benchConfig(
  { file }: BenchDatabase,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<ConfigReport> {
  const answers = new AnswersToPost(file);
  const requests = answers.configRequests(10_000);
  answers.close();
  const options = { connections: CONNECTIONS, seconds, requests, warmUp: requests.slice(0, WARM_UP) };
  const rates = { reference: [] as number[], app: [] as number[], ratio: [] as number[] };
  const cpus = { reference: [] as number[], app: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const reference = await onServer(await BenchServer.startReference(), async (server) => loadOf(server, options));
    const app = await onServer(await BenchServer.start(file, 'limited'), async (server) => loadOf(server, options));
    rates.reference.push(reference.rate);
    rates.app.push(app.rate);
    rates.ratio.push(app.rate / reference.rate);
    cpus.reference.push(reference.cpu);
    cpus.app.push(app.cpu);
  }
  return {
    reference: { rate: summary('rate', rates.reference), cpu: summary('cpu', cpus.reference) },
    app: { rate: summary('rate', rates.app), cpu: summary('cpu', cpus.app) },
    ratio: summary('ratio', rates.ratio),
  };
}

export function printConfig({ reference, app, ratio }: ConfigReport): void {
  console.log(`\nConfiguration, ${CONNECTIONS} connections; processor time of the server for each\n`);
  for (const [name, { rate, cpu }] of [
    ['bare Fastify', reference],
    ['the app', app],
  ] as const) {
    console.log(`${name.padEnd(14)} ${figures(rate, 0)} a second, ${figures(cpu, 1)} µs`);
  }
  console.log(`ratio ${figures(ratio, 2)}`);
}
