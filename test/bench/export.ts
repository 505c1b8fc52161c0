import { setTimeout } from 'node:timers/promises';
import { BenchServer } from './bench-server.ts';
import type { BenchDatabase } from './make-database.ts';
import { summary, type Measured } from './measure.ts';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';

export interface ExportReport {
  format: string;
  rows: number;
  bytes: number;
  seconds: number;
  /** Seconds of the same rows read with one plain statement inside the process, names left out. */
  sql_seconds: number;
  /** Bytes of resident memory: before, and the most that was seen while it ran. */
  memory: { before: number; most: number };
  /** Milliseconds of other requests meanwhile. */
  others: Measured;
}

export async function benchExport(database: BenchDatabase): Promise<ExportReport[]> {
  const reports: ExportReport[] = [];
  for (const format of ['ndjson', 'csv']) {
    const server = await BenchServer.start(database.file);
    try {
      reports.push(await benchFormat(server, database, format));
    } finally {
      await server.stop();
    }
  }
  return reports;
}

export function printExport(reports: ExportReport[]): void {
  for (const { format, rows, bytes, seconds, sql_seconds, memory, others } of reports) {
    console.log(`\nExport of ${rows.toLocaleString('en')} responses as ${format}: ${(bytes / 1e6).toFixed(0)} MB`);
    console.log(
      `  ${seconds.toFixed(1)} s, ${(rows / seconds).toFixed(0)} rows a second, ${(seconds / sql_seconds).toFixed(1)} times a plain statement`,
    );
    const grown = (memory.most - memory.before) / 1e6;
    console.log(`  resident memory ${(memory.before / 1e6).toFixed(0)} MB before, ${grown.toFixed(0)} MB more at most`);
    console.log(`  other requests: median ${others.median.toFixed(1)} ms, worst ${others.max.toFixed(1)} ms`);
  }
}

async function benchFormat(
  server: BenchServer,
  { file, secretKey }: BenchDatabase,
  format: string,
): Promise<ExportReport> {
  // What the first answers cost once: compiled code, and the pages that SQLite keeps.
  for (const max of ['0', '1', '2']) await readThrough(server, secretKey, `${format}&max_score=${max}`);
  const before = (await server.fare()).rss;
  let most = before;
  const waits: number[] = [];
  const done = new AbortController();
  const others = (async () => {
    while (!done.signal.aborted) {
      waits.push((await server.ask('/healthz', secretKey)).ms);
      most = Math.max(most, (await server.fare()).rss);
      await setTimeout(20);
    }
  })();
  const begin = performance.now();
  const { bytes, lines } = await readThrough(server, secretKey, format);
  const seconds = (performance.now() - begin) / 1000;
  done.abort();
  await others;
  const rows = format === 'csv' ? lines - 1 : lines;
  const memory = { before, most };
  return { format, rows, bytes, seconds, sql_seconds: sqlSeconds(file), memory, others: summary('others', waits) };
}

async function readThrough(
  server: BenchServer,
  secretKey: string,
  format: string,
): Promise<{ bytes: number; lines: number }> {
  let [bytes, lines] = [0, 0];
  const answer = await server.open(`/v1/responses/export?format=${format}`, secretKey);
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.length;
    // By a native search: to look at each byte would make the reader the slower half.
    for (let at = part.indexOf(10); at !== -1; at = part.indexOf(10, at + 1)) lines += 1;
  }
  return { bytes, lines };
}

function sqlSeconds(file: string): number {
  const db = new Sqlite(file, { readonly: true });
  const begin = performance.now();
  let rows = 0;
  for (const row of db.prepare('select * from response order by responded_at').iterate()) rows += Number(row !== null);
  db.close();
  return rows === 0 ? NaN : (performance.now() - begin) / 1000;
}
