import { AnswersToPost } from './answers-to-post.ts';
import { BenchServer } from './bench-server.ts';
import type { BenchDatabase } from './make-database.ts';
import { summary, type Measured } from './measure.ts';
import { SlowCrowd } from './slow-crowd.ts';
import { steadyP99 } from './steady.ts';

const SLOW = 1_000;
const CONNECTIONS = 50;
/** Well within what the store takes: what is measured is whether a crowd makes others wait. */
const ANSWERS_PER_SECOND = 1_000;

export interface CrowdReport {
  slow: number;
  rate: number;
  /** p99 of those who are not slow, in milliseconds, on a server of their own and beside the crowd. */
  alone: Measured;
  beside: Measured;
}

export async function benchCrowd(
  { file }: BenchDatabase,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<CrowdReport> {
  const answers = new AnswersToPost(file);
  const times = { alone: [] as number[], beside: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.alone.push(await p99Of(file, answers, seconds, 0));
    times.beside.push(await p99Of(file, answers, seconds, SLOW));
  }
  answers.close();
  return {
    slow: SLOW,
    rate: ANSWERS_PER_SECOND,
    alone: summary('alone', times.alone),
    beside: summary('beside', times.beside),
  };
}

async function p99Of(file: string, answers: AnswersToPost, seconds: number, slow: number): Promise<number> {
  const server = await BenchServer.start(file);
  const crowd = new SlowCrowd(Number(new URL(server.address).port), slow, { comesBack: true });
  const p99For = (duration: number) => {
    const requests = answers.make(ANSWERS_PER_SECOND * duration);
    const { address } = server;
    return steadyP99({ address, connections: CONNECTIONS, seconds: duration, rate: ANSWERS_PER_SECOND, requests });
  };
  try {
    // What was started and compiled until now is no part of it.
    await p99For(2);
    return await p99For(seconds);
  } finally {
    crowd.leave();
    await server.stop();
  }
}

export function printCrowd({ slow, rate, alone, beside }: CrowdReport): void {
  console.log(`\n${rate} answers a second, p99; median (min … max)\n`);
  for (const [name, { median, min, max }] of [
    ['alone', alone],
    [`beside ${slow} slow clients`, beside],
  ] as const) {
    console.log(`${name.padEnd(26)} ${median.toFixed(0)} (${min.toFixed(0)} … ${max.toFixed(0)}) ms`);
  }
}
