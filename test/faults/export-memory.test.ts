import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../server/package-root.ts';
import { makeDatabase, type BenchDatabase } from '../bench/make-database.ts';
import { startProcess, type ServerProcess } from './server-process.ts';

/** Enough that the hoarding twin, which reads them all before it sends any, grows to twice what is allowed. */
const ROWS = 150_000;
const ALLOWED_BYTES = 50_000_000;

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'elleve-export-'));
let database: BenchDatabase;
beforeAll(async () => {
  database = await makeDatabase(join(folder, 'elleve.db'), ROWS);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** How much the resident memory of a server grows, in bytes, while a file is read from it, and how many lines that has. */
async function growthWhileExporting(server: ServerProcess, format: string): Promise<{ grown: number; lines: number }> {
  // What the first answers cost once: compiled code, and the pages that SQLite keeps.
  for (let read = 0; read < 4; read++) await readThrough(server, `${format}&min_score=0&max_score=0`);
  const before = await residentBytes(server);
  let most = before;
  const done = new AbortController();
  const watching = (async () => {
    for (; !done.signal.aborted; await wait(20)) most = Math.max(most, await residentBytes(server));
  })();
  const lines = await readThrough(server, format);
  done.abort();
  await watching;
  return { grown: most - before, lines };
}

async function residentBytes({ pid }: ServerProcess): Promise<number> {
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) * 1024;
}

async function readThrough({ address }: ServerProcess, format: string): Promise<number> {
  const heard = await fetch(`${address}/v1/responses/export?format=${format}`, {
    headers: { authorization: `Bearer ${database.secretKey}` },
  });
  expect(heard.status).toBe(200);
  let lines = 0;
  for await (const part of heard.body!) for (const byte of part) if (byte === 10) lines += 1;
  return lines;
}

describe('an export of many answers', () => {
  it.each([
    ['ndjson', ROWS],
    ['csv', ROWS + 1],
  ])('as %s is sent as it is read', { timeout: 180_000 }, async (format, expected) => {
    const { grown, lines } = await growthWhileExporting(await startProcess(database.file), format);
    expect(lines).toBe(expected);
    expect(grown).toBeLessThan(ALLOWED_BYTES);
  });

  it('would be found out if it were kept first', { timeout: 180_000 }, async () => {
    const command = [process.execPath, packageFile('test/faults/hoarding-server.mjs')];
    const { grown, lines } = await growthWhileExporting(await startProcess(database.file, { command }), 'ndjson');
    expect(lines).toBe(ROWS);
    expect(grown).toBeGreaterThan(ALLOWED_BYTES);
  });
});
