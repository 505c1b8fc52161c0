import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { packageFile } from '../../server/package-root.ts';
import { BENCH_SECRET } from './bench-secret.ts';
import { BenchServer } from './bench-server.ts';
import type { BenchDatabase } from './make-database.ts';
import { summary, type Measured } from './measure.ts';

export interface StartupReport {
  rows: number;
  /** Milliseconds from the start of `elleve serve` until it listens, and bytes of resident memory then. */
  listening: Measured;
  resident: number;
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
  let resident = 0;
  const times = { listening: [] as number[], first: [] as number[], blocked: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const started = await startOnce(file);
    times.listening.push(started.ms);
    resident = started.resident;
    const server = await BenchServer.start(file);
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
    resident,
    first_number: summary('first number', times.first),
    blocked: summary('blocked', times.blocked),
  };
}

/** The command that is shipped, in a process of its own. */
async function startOnce(file: string): Promise<{ ms: number; resident: number }> {
  const begin = performance.now();
  const child = spawn(process.execPath, [packageFile('dist/elleve.js'), 'serve'], {
    env: { ELLEVE_DATABASE: file, ELLEVE_PORT: '0', ELLEVE_SECRET: BENCH_SECRET, ELLEVE_LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const ms = performance.now() - begin;
  const resident = residentBytes(child.pid!);
  child.kill();
  await once(child, 'exit');
  return { ms, resident };
}

/** Zero where the system does not tell. */
function residentBytes(pid: number): number {
  const status = `/proc/${pid}/status`;
  const found = existsSync(status) ? /VmRSS:\s+(\d+) kB/.exec(readFileSync(status, 'utf8')) : null;
  return 1024 * Number(found?.[1] ?? 0);
}

export function printStartup({ rows, listening, resident, first_number, blocked }: StartupReport): void {
  console.log(`\nStart with ${rows.toLocaleString('en')} responses in the file; median (min … max)\n`);
  for (const { name, median, min, max } of [listening, first_number, blocked]) {
    console.log(`${name.padEnd(14)} ${median.toFixed(0)} (${min.toFixed(0)} … ${max.toFixed(0)}) ms`);
  }
  console.log(`resident memory when it listens: ${(resident / 1e6).toFixed(0)} MB`);
}
