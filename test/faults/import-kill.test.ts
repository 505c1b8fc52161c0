import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../server/cli/run-command.ts';
import { runImport } from '../../server/cli/run-import.ts';
import { seededRandom } from '../../server/domain/seeded-random.ts';
import { checkStorage } from '../../server/storage/open-storage.ts';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';
import { uuidv7 } from '../../shared/uuid.ts';
import { SEED } from '../seed.ts';
import { cleanEnvironment, freshFolder, MAIN } from './server-process.ts';

const ROWS = 60_000;
const PEOPLE = 20_000;
const KILLS = 3;
/** So many rows more are stored when it is killed: three times that is less than all. */
const MOST_MORE = ROWS / 4;
const FIRST = Date.UTC(2025, 0, 1);
const UNHURRIED = { timeout: 180_000 };

const random = seededRandom(SEED);

const bytes = () => Uint8Array.from({ length: 16 }, () => random.integer(0, 255));

function table(id: (row: number) => string): string {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const at = new Date(FIRST + i * 60_000).toISOString();
    return `${id(i)},${at},${i % 11},user-${i % PEOPLE},account-${i % 700},${i % 9 === 0 ? 'Too slow' : ''}`;
  });
  return `id,responded_at,score,respondent_id,account_id,comment\n${rows.join('\n')}\n`;
}

/** Imports a file again and again, killed at random moments; `rewritten` before each time. */
async function killedAgainAndAgain(database: string, file: string, rewritten: () => void): Promise<number[]> {
  const stored: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    rewritten();
    const child = spawn(process.execPath, [MAIN, 'import', file], { env: cleanEnvironment(database), stdio: 'ignore' });
    const ended = once(child, 'exit');
    const enough = (stored.at(-1) ?? 0) + random.integer(1, MOST_MORE);
    while (child.exitCode === null && countIn(database, 'response') < enough) await wait(random.integer(5, 30));
    child.kill('SIGKILL');
    await ended;
    stored.push(countIn(database, 'response'));
  }
  rewritten();
  return stored;
}

function countIn(database: string, of: 'response' | 'asking_memory'): number {
  const db = new Sqlite(database, { readonly: true });
  try {
    return db.prepare(`select count(*) from ${of}`).pluck().get() as number;
  } finally {
    db.close();
  }
}

async function fresh(): Promise<{ database: string; file: string }> {
  const folder = freshFolder();
  const database = join(folder, 'elleve.db');
  await runCommand(database, 'init', { time_zone: 'Europe/Copenhagen' });
  return { database, file: join(folder, 'answers.csv') };
}

describe('an import that is killed', () => {
  it('is finished by the next one, with every row once and everybody at rest', UNHURRIED, async () => {
    const { database, file } = await fresh();
    writeFileSync(
      file,
      table(() => ''),
    );
    const stored = await killedAgainAndAgain(database, file, () => undefined);
    // Killed in the middle, and nothing is lost that was there after an earlier kill.
    expect(stored[0]).toBeGreaterThan(0);
    expect(stored[0]).toBeLessThan(ROWS);
    expect(stored).toEqual(stored.toSorted((a, b) => a - b));

    const report = await runImport(database, file, {});
    expect(report).toMatchObject({ refused_count: 0, repeated_count: stored.at(-1) });
    expect(report.created_count + report.repeated_count).toBe(ROWS);
    expect([countIn(database, 'response'), countIn(database, 'asking_memory')]).toEqual([ROWS, PEOPLE]);
    expect(checkStorage(database, { repair: false }).findings).toEqual([]);
  });

  it('would be found out if each run gave its rows new ids', UNHURRIED, async () => {
    const { database, file } = await fresh();
    const rewritten = () =>
      writeFileSync(
        file,
        table((i) => uuidv7(FIRST + i * 60_000, bytes())),
      );
    const stored = await killedAgainAndAgain(database, file, rewritten);
    await runImport(database, file, {});
    expect(countIn(database, 'response')).toBe(ROWS + stored.at(-1)!);
    expect(stored.at(-1)!).toBeGreaterThan(0);
  });
});
