import { statSync } from 'node:fs';
import { BenchServer } from './bench-server.ts';
import { DuckAnswers } from './duck-answers.ts';
import { benchEndpoints, type EndpointReport } from './endpoints.ts';
import type { BenchDatabase } from './make-database.ts';
import { measureInRounds, type Measured } from './measure.ts';
import { otherQuestions, plainQuestions, type Question } from './questions.ts';

export interface ReadsReport {
  rows: number;
  /** Milliseconds over HTTP, and of DuckDB's own table in memory for the counts alone, where it was asked. */
  plain: Asked[];
  other: Asked[];
  endpoints: EndpointReport[];
  /** From the first question to its answer: the index is built. */
  build_ms: number;
  /** Bytes. */
  memory: { before: number; after: number };
  file_bytes: number;
}

type Asked = Measured & { duckdb?: Measured };

export async function benchReads(database: BenchDatabase, rows: number, rounds: number): Promise<ReadsReport> {
  const server = await BenchServer.start(database.file);
  try {
    const before = (await server.fare()).rss;
    const plain = plainQuestions(database);
    const other = otherQuestions(database);
    const questions = [...plain, ...other];
    const ask = async ({ url }: { url: string }) => (await server.ask(url, database.secretKey)).ms;
    const build = await ask(plain[0]!);
    const endpoints = await benchEndpoints(database, ask);
    await measureInRounds(questions, 2, ask);
    const after = (await server.fare()).rss;
    const measured = await measureInRounds(questions, rounds, ask);
    const duck = await byDuckDb(
      database.file,
      questions.filter(({ sql }) => sql !== undefined),
      rounds,
    );
    const asked = measured.map((one) => ({ ...one, ...(duck.has(one.name) && { duckdb: duck.get(one.name)! }) }));
    return {
      rows,
      plain: asked.slice(0, plain.length),
      other: asked.slice(plain.length),
      endpoints,
      build_ms: build,
      memory: { before, after },
      file_bytes: statSync(database.file).size,
    };
  } finally {
    await server.stop();
  }
}

async function byDuckDb(file: string, questions: Question[], rounds: number): Promise<Map<string, Measured>> {
  const duck = await DuckAnswers.of(file);
  const measured = await measureInRounds(questions, rounds + 1, async ({ sql }) => duck.ask(sql!));
  duck.close();
  return new Map(measured.map((one) => [one.name, one]));
}
