import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../server/package-root.ts';
import { openStorage } from '../../server/storage/open-storage.ts';
import { DatabaseInUse } from '../../server/storage/sqlite/file-lock.ts';
import { GroupCommit } from '../../server/storage/sqlite/group-commit.ts';
import { ChangeCapture } from '../../server/storage/sqlite/index/change-capture.ts';
import { openWriter } from '../../server/storage/sqlite/open-database.ts';
import type { Storage } from '../../server/storage/storage.ts';
import { claimOf, makeTenant } from './operations.ts';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'elleve-'));
  file = join(folder, 'elleve.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the connection that writes', () => {
  it.each(['a new file', 'a file that was there'])('keeps answers safe on %s', (kind) => {
    if (kind !== 'a new file') openWriter(file).close();
    const db = openWriter(file);
    const settings = Object.fromEntries(
      ['journal_mode', 'synchronous', 'foreign_keys', 'secure_delete'].map((name) => [
        name,
        db.pragma(name, { simple: true }),
      ]),
    );
    expect(settings).toEqual({ journal_mode: 'wal', synchronous: 2, foreign_keys: 1, secure_delete: 1 });
    db.close();
  });

  it('would not be safe by itself: a log that is opened again syncs less', () => {
    openWriter(file).close();
    const careless = new Sqlite(file);
    expect(careless.pragma('synchronous', { simple: true })).toBe(1);
    careless.close();
  });

  it('refuses where the settings do not hold', () => {
    expect(() => openWriter(':memory:')).toThrow(/SQLite answers journal_mode = memory/);
  });
});

describe('the schema', () => {
  it('grows from nothing, and is left alone when it is there', () => {
    const db = openWriter(file);
    const version = db.pragma('user_version', { simple: true });
    const schema = db.prepare('select sql from sqlite_schema').all();
    expect(version).toBeGreaterThanOrEqual(1);
    db.close();
    const again = openWriter(file);
    expect(again.pragma('user_version', { simple: true })).toBe(version);
    expect(again.prepare('select sql from sqlite_schema').all()).toEqual(schema);
    again.close();
  });

  it('begins every primary key with the project and takes only what is declared', () => {
    const db = openWriter(file);
    const tables = db.prepare<[], { name: string; type: string; strict: number }>(`pragma table_list`).all();
    // The search index is derived from the responses; its tables are SQLite's own.
    const ours = tables.filter(({ name, type }) => type === 'table' && !/^(sqlite_|comment_fts)/.test(name));
    expect(ours.length).toBeGreaterThan(10);
    for (const { name, strict } of ours) {
      expect(strict, name).toBe(1);
      const columns = db.prepare<[], { name: string; pk: number }>(`pragma table_info(${name})`).all();
      expect(columns.find(({ pk }) => pk === 1)?.name, name).toBe('project_id');
    }
    db.close();
  });

  it('of a newer Elleve is refused, and the file is let go', () => {
    const db = openWriter(file);
    db.pragma('user_version = 99');
    db.close();
    for (let attempt = 0; attempt < 2; attempt++) {
      expect(() => openStorage(file)).toThrow(/The database has schema 99, .* start it with the newer version/);
    }
  });
});

describe('the lock on the file', () => {
  it('ends with the process that holds it, however that ends', { timeout: 30_000 }, async () => {
    const holder = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      HOLD,
      packageFile('dist/server/storage/open-storage.js'),
      file,
    ]);
    await once(holder.stdout, 'data');
    expect(() => openStorage(file)).toThrow(DatabaseInUse);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await openStorage(file).close();
  });
});

const HOLD = `
  const [module, file] = process.argv.slice(1);
  const { openStorage } = await import(module);
  openStorage(file);
  console.log('held');
  setInterval(() => {}, 1_000);
`;

describe('group commit', () => {
  let storage: Storage;
  beforeEach(() => {
    storage = openStorage(file);
  });
  afterEach(() => storage.close());

  it('writes whatever arrives together with one commit', async () => {
    const tenant = await makeTenant(storage);
    const before = commitsIn(`${file}-wal`);
    await Promise.all(Array.from({ length: 100 }, (_, i) => storage.claimDisplay(claimOf(tenant, `person ${i}`))));
    expect(commitsIn(`${file}-wal`) - before).toBe(1);
  });

  it('is told from one commit each', async () => {
    const tenant = await makeTenant(storage);
    const before = commitsIn(`${file}-wal`);
    for (let i = 0; i < 20; i++) await storage.claimDisplay(claimOf(tenant, `person ${i}`));
    expect(commitsIn(`${file}-wal`) - before).toBe(20);
  });
});

/** Counts the commits in a write-ahead log: a frame that ends one carries the size of the database (sqlite.org/fileformat2.html#walformat). */
function commitsIn(wal: string): number {
  const log = readFileSync(wal);
  const frame = 24 + log.readUInt32BE(8);
  const salt = log.subarray(16, 24);
  let commits = 0;
  for (let at = 32; at + frame <= log.length; at += frame) {
    if (log.subarray(at + 8, at + 16).equals(salt) && log.readUInt32BE(at + 4) > 0) commits += 1;
  }
  return commits;
}

interface Commits {
  run: <T>(operation: () => T) => Promise<T>;
}

async function outcomes(commits: Commits, operations: (() => unknown)[]): Promise<string[]> {
  const settled = await Promise.allSettled(operations.map((operation) => commits.run(operation)));
  return settled.map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as Error).name));
}

describe('a batch in which one operation fails', () => {
  let db: Database;
  beforeEach(() => {
    db = openWriter(file);
    db.exec('create table note (text text not null unique) strict');
  });
  afterEach(() => db.close());

  const write = (text: string | null) => () => db.prepare('insert into note values (?)').run(text).changes;
  const notes = () => db.prepare('select text from note order by text').pluck().all();
  const groupCommit = () => new GroupCommit(db, new ChangeCapture(db), () => {});

  /** Writes and then fails: its own write must go, those of its neighbours must stay. */
  const halfDone = () => {
    write('half')();
    throw new Error('in the middle');
  };

  const endingAll = () => db.exec(`insert or rollback into note values ('a')`);

  it('keeps the others and nothing of it', async () => {
    expect(await outcomes(groupCommit(), [write('a'), halfDone, write(null), write('b')])).toEqual([
      'done',
      'Error',
      'SqliteError',
      'done',
    ]);
    expect(notes()).toEqual(['a', 'b']);
  });

  it('is told from a batch without savepoints', async () => {
    await outcomes(carelessBatch(db), [write('a'), halfDone, write('b')]);
    db.exec('commit');
    expect(notes()).not.toEqual(['a', 'b']);
  });

  it('acknowledges nobody when the failure ends the whole transaction', async () => {
    expect(await outcomes(groupCommit(), [write('a'), endingAll, write('b')])).toEqual(
      Array(3).fill('StorageUnavailable'),
    );
    expect(notes()).toEqual([]);
  });

  it('says that there is no room, and goes on when there is', async () => {
    const commits = groupCommit();
    const pages = db.pragma('page_count', { simple: true }) as number;
    db.pragma(`max_page_count = ${pages}`);
    const large = 'x'.repeat(100_000);
    expect(await outcomes(commits, [write(large)])).toEqual(['StorageUnavailable']);
    db.pragma('max_page_count = 1000000');
    expect(await outcomes(commits, [write(large), write('small')])).toEqual(['done', 'done']);
  });

  it('refuses when the database is read-only or gone', async () => {
    const commits = groupCommit();
    db.pragma('query_only = on');
    expect(await outcomes(commits, [write('a')])).toEqual(['StorageUnavailable']);
    db.pragma('query_only = off');
    expect(await outcomes(commits, [write('a')])).toEqual(['done']);
    db.close();
    expect(await outcomes(commits, [write('b')])).toEqual(['StorageUnavailable']);
  });
});

/** Fails on purpose: one transaction, and no way back for one operation alone. */
function carelessBatch(db: Database): Commits {
  db.exec('begin');
  return { run: async (operation) => operation() };
}
