import { BenchServer } from './bench-server.ts';
import type { BenchDatabase } from './make-database.ts';
import { summary, type Measured } from './measure.ts';

export interface StartupReport {
  rows: number;
  /** Milliseconds from the start of the process until it listens. */
  listening: Measured;
  /** Milliseconds until the first number is there, for which every row is counted. */
  first_number: Measured;
  /** The longest time that others had to wait meanwhile, in milliseconds. */
  blocked: Measured;
}

export async function benchStartup(
  { file, secretKey }: BenchDatabase,
  rows: number,
  rounds: number,
): Promise<StartupReport> {
  const times = { listening: [] as number[], first: [] as number[], blocked: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const begin = performance.now();
    const server = await BenchServer.start(file);
    times.listening.push(performance.now() - begin);
    try {
      await server.fare();
      times.first.push((await server.ask('/v1/metrics', secretKey)).ms);
      times.blocked.push((await server.fare()).blocked_ms);
    } finally {
      await server.stop();
    }
  }
  return {
    rows,
    listening: summary('listening', times.listening),
    first_number: summary('first number', times.first),
    blocked: summary('blocked', times.blocked),
  };
}

export function printStartup({ rows, listening, first_number, blocked }: StartupReport): void {
  console.log(`\nStart with ${rows.toLocaleString('en')} responses in the file; median (min … max)\n`);
  for (const { name, median, min, max } of [listening, first_number, blocked]) {
    console.log(`${name.padEnd(14)} ${median.toFixed(0)} (${min.toFixed(0)} … ${max.toFixed(0)}) ms`);
  }
}
