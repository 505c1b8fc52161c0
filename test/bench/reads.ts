import { statSync } from 'node:fs';
import { BenchServer } from './bench-server.ts';
import type { BenchDatabase } from './make-database.ts';
import { measureInRounds, type Measured } from './measure.ts';
import { filteredQuestions, plainQuestions } from './questions.ts';
import { sqlAnswers } from './sql-answers.ts';

const FILTERED = 200;

export interface ReadsReport {
  rows: number;
  /** Milliseconds over HTTP, and by plain SQL over the tables inside the process, where it was asked. */
  plain: (Measured & { sql: number })[];
  filtered: Measured[];
  filtered_sql: Measured;
  /** From the first question to its answer: the index is built. */
  build_ms: number;
  /** Bytes. */
  memory: { before: number; after: number };
  file_bytes: number;
}

export async function benchReads(database: BenchDatabase, rows: number, rounds: number): Promise<ReadsReport> {
  const server = await BenchServer.start(database.file);
  try {
    const before = (await server.fare()).rss;
    const plain = plainQuestions(database);
    const filtered = filteredQuestions(database, FILTERED);
    const ask = async ({ url }: { url: string }) => (await server.ask(url, database.secretKey)).ms;
    const build = await ask(plain[0]!);
    // What was compiled while it was slow is compiled once more: three rounds are not counted.
    await measureInRounds([...plain, ...filtered], 3, ask);
    const after = (await server.fare()).rss;
    const measured = await measureInRounds([...plain, ...filtered], rounds, ask);

    const sql = sqlAnswers(database);
    const bySql = async ({ url }: { url: string }) => sql.ask(url);
    const plainSql = await measureInRounds(plain, 1, bySql);
    const filteredSql = await measureInRounds(filtered.slice(0, 10), 1, bySql);
    sql.close();
    return {
      rows,
      plain: plain.map((_, i) => ({ ...measured[i]!, sql: plainSql[i]!.median })),
      filtered: measured.slice(plain.length),
      filtered_sql: { ...filteredSql.toSorted((a, b) => a.median - b.median).at(-1)! },
      build_ms: build,
      memory: { before, after },
      file_bytes: statSync(database.file).size,
    };
  } finally {
    await server.stop();
  }
}
