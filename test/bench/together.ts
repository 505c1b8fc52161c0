import { setTimeout as wait } from 'node:timers/promises';
import { AnswersToPost } from './answers-to-post.ts';
import { BenchServer } from './bench-server.ts';
import type { BenchRequest } from './connection.ts';
import { load } from './load.ts';
import type { BenchDatabase } from './make-database.ts';
import { percentile, summary, type Measured } from './measure.ts';
import { otherQuestions, plainQuestions } from './questions.ts';

const CONNECTIONS = 50;
const QUESTIONS_PER_SECOND = 20;
/** More than are stored in a second. */
const MOST_PER_SECOND = 10_000;

export interface TogetherReport {
  /** Answers stored in a second while questions are asked, as a share of those while none are. */
  share: Measured;
  /** Milliseconds until a question was answered, of those of all rounds: while answers come as fast as they can, and while none come. */
  besides: Times;
  alone: Times;
}

interface Times {
  count: number;
  p50: number;
  p99: number;
}

/** As many answers as the server takes, and questions about them at their own pace. */
export async function benchTogether(
  database: BenchDatabase,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<TogetherReport> {
  const answers = new AnswersToPost(database.file);
  const questions = [...plainQuestions(database), ...otherQuestions(database)];
  const shares: number[] = [];
  const times = { alone: [] as number[], besides: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    // Before the server counts the displays that they answer: it would miss those that come into the file past it.
    const [warmUp, first, second] = [1, seconds, seconds].map((duration) => answers.make(MOST_PER_SECOND * duration));
    const server = await BenchServer.start(database.file, 'limited');
    const { address } = server;
    const store = (requests: BenchRequest[], duration: number) =>
      load({ address, connections: CONNECTIONS, seconds: duration, requests });
    const askFor = async (duration: number): Promise<number[]> => {
      const asked: Promise<{ ms: number }>[] = [];
      for (let place = 0; place < duration * QUESTIONS_PER_SECOND; place++) {
        asked.push(server.ask(questions[place % questions.length]!.url, database.secretKey));
        await wait(1_000 / QUESTIONS_PER_SECOND);
      }
      return (await Promise.all(asked)).map(({ ms }) => ms);
    };
    try {
      for (const { url } of questions) await server.ask(url, database.secretKey);
      await store(warmUp!, 1);
      times.alone.push(...(await askFor(seconds)));
      const alone = await store(first!, seconds);
      const [together, asked] = await Promise.all([store(second!, seconds), askFor(seconds)]);
      times.besides.push(...asked);
      shares.push(together.rate / alone.rate);
    } finally {
      await server.stop();
    }
  }
  answers.close();
  return { share: summary('share', shares), besides: timesOf(times.besides), alone: timesOf(times.alone) };
}

function timesOf(ms: number[]): Times {
  return { count: ms.length, p50: percentile(ms, 0.5), p99: percentile(ms, 0.99) };
}

export function printTogether({ share, besides, alone }: TogetherReport): void {
  const { median, min, max } = share;
  console.log(
    `\n${QUESTIONS_PER_SECOND} questions a second while answers are stored over ${CONNECTIONS} connections\n`,
  );
  console.log(`questions, no answers    ${line(alone)}`);
  console.log(`questions, answers       ${line(besides)}`);
  console.log(
    `answers stored: ${median.toFixed(2)} (${min.toFixed(2)} … ${max.toFixed(2)}) of those with no questions`,
  );
}

function line({ count, p50, p99 }: Times): string {
  return `median ${p50.toFixed(1)} ms, p99 ${p99.toFixed(0)} ms, of ${count}`;
}
