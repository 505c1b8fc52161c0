import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillAnswers } from './many-answers.ts';

const ANSWERS = Number(process.env['ELLEVE_BENCH_ANSWERS'] ?? 1_000_000);
const MB = 1_000_000;
const PORT = 4_311;
const MAIN = join(import.meta.dirname, '../../dist/server/main.js');

let folder: string;
let file: string;
let server: ChildProcess;
let key: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'elleve-bench-'));
  file = join(folder, 'elleve.db');
  const env = { ...process.env, ELLEVE_DATABASE: file, ELLEVE_PORT: String(PORT), ELLEVE_LOG_LEVEL: 'error' };
  const made = await promisify(execFile)(process.execPath, [MAIN, 'init', '--json'], { env });
  key = (JSON.parse(made.stdout) as { secret_key: string }).secret_key;
  fillAnswers(file, ANSWERS, Date.now());
  server = spawn(process.execPath, [MAIN, 'serve'], { env, stdio: 'ignore' });
  for (;;) {
    try {
      await ping();
      break;
    } catch {
      await pause(50);
    }
  }
});

afterAll(async () => {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true });
});

describe.each(['ndjson', 'csv'])(`an export of ${ANSWERS} answers as %s`, (format) => {
  it('costs less than 50 MB and lets other requests through', async () => {
    // What the first requests cost once: compiled code and the page cache of SQLite.
    for (let i = 0; i < 3; i++) await exported(`${format}&min_score=10`);
    const before = residentBytes();
    let highest = before;
    const waits: number[] = [];
    const done = new AbortController();
    const watching = (async () => {
      while (!done.signal.aborted) {
        waits.push(await ping());
        highest = Math.max(highest, residentBytes());
        await pause(20);
      }
    })();
    const started = performance.now();
    const { lines, bytes } = await exported(format);
    const seconds = (performance.now() - started) / 1_000;
    done.abort();
    await watching;

    waits.sort((a, b) => a - b);
    const figures = {
      measure: `export ${format}`,
      answers: ANSWERS,
      seconds: round(seconds),
      rows_per_second: Math.round(ANSWERS / seconds),
      ratio_to_plain_select: round(seconds / plainSelectSeconds()),
      megabytes: round(bytes / MB),
      resident_growth_mb: round((highest - before) / MB),
      other_request_ms: { median: round(waits[waits.length >> 1]!), worst: round(waits.at(-1)!) },
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    expect(lines).toBe(format === 'csv' ? ANSWERS + 1 : ANSWERS);
    expect(figures.resident_growth_mb).toBeLessThan(50);
    expect(figures.other_request_ms.worst).toBeLessThan(100);
  });
});

async function exported(format: string): Promise<{ lines: number; bytes: number }> {
  const answer = await heard(`/v1/responses/export?format=${format}`);
  let lines = 0;
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) lines += 1;
  }
  expect(answer.statusCode).toBe(200);
  return { lines, bytes };
}

/** The same rows read with one plain statement, names and all left out: what the disk and SQLite cost anyway. */
function plainSelectSeconds(): number {
  const db = new Sqlite(file, { readonly: true });
  const started = performance.now();
  let rows = 0;
  for (const row of db.prepare('select * from response order by responded_at, response_id').iterate())
    if (row) rows += 1;
  db.close();
  expect(rows).toBe(ANSWERS);
  return (performance.now() - started) / 1_000;
}

async function ping(): Promise<number> {
  const started = performance.now();
  const answer = await heard('/healthz');
  answer.resume();
  await once(answer, 'end');
  return performance.now() - started;
}

function heard(path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: PORT, path, headers: { authorization: `Bearer ${key}` } }, resolve).on(
      'error',
      reject,
    );
  });
}

function residentBytes(): number {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) * 1_024;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
