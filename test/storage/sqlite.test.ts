import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { packageFile } from '../../server/package-root.ts';
import { openStorage } from '../../server/storage/open-storage.ts';
import { DatabaseInUse } from '../../server/storage/sqlite/file-lock.ts';
import { openWriter } from '../../server/storage/sqlite/open-database.ts';
import { WriteAheadLog } from '../../server/storage/sqlite/write-ahead-log.ts';
import type { Storage } from '../../server/storage/storage.ts';
import { commitsOn } from './commits.ts';
import { claimOf, makeTenant } from './operations.ts';

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
      ['journal_mode', 'synchronous', 'wal_autocheckpoint', 'foreign_keys', 'secure_delete'].map((name) => [
        name,
        db.pragma(name, { simple: true }),
      ]),
    );
    expect(settings).toEqual({
      journal_mode: 'wal',
      synchronous: 1,
      wal_autocheckpoint: 0,
      foreign_keys: 1,
      secure_delete: 1,
    });
    db.close();
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
    // The search index is derived from the responses, its tables are SQLite's own; the progress of the journal is the file's.
    const ours = tables.filter(
      ({ name, type }) => type === 'table' && !/^(sqlite_|comment_fts|redo_progress)/.test(name),
    );
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

  it('writes whatever arrives together with one sync of the journal', async () => {
    const tenant = await makeTenant(storage);
    await Promise.all(Array.from({ length: 100 }, (_, i) => storage.claimDisplay(claimOf(tenant, `person ${i}`))));
    expect(framesIn(`${file}-redo`)).toBe(1);
  });

  it('is told from one sync each', async () => {
    const tenant = await makeTenant(storage);
    for (let i = 0; i < 20; i++) await storage.claimDisplay(claimOf(tenant, `person ${i}`));
    // The disk takes its time: then some of them are committed, and the journal begins again.
    expect(framesIn(`${file}-redo`) + commitsIn(`${file}-wal`)).toBeGreaterThanOrEqual(20);
  });

  it('commits what the journal holds together, and soon', async () => {
    const tenant = await makeTenant(storage);
    const before = commitsIn(`${file}-wal`);
    for (let i = 0; i < 20; i++) await storage.claimDisplay(claimOf(tenant, `person ${i}`));
    await vi.waitFor(() => expect(commitsIn(`${file}-wal`)).toBeGreaterThan(before), 5_000);
    await storage.close();
    storage = openStorage(file);
    expect(await storage.nameRespondents(tenant.project.id, [1, 20])).toEqual(['person 0', 'person 19']);
  });
});

/** Counts the frames from the start of a journal that bear ascending numbers. */
function framesIn(redo: string): number {
  const journal = readFileSync(redo);
  const magic = journal.readUInt32LE(0);
  if (magic === 0) return 0;
  let frames = 0;
  let last = -1n;
  // What a longer frame of earlier use left behind the last one is no frame.
  for (let at = 0; journal.readUInt32LE(at) === magic; at += 28 + journal.readUInt32LE(at + 4)) {
    const number = journal.readBigUInt64LE(at + 12);
    if (number <= last) break;
    last = number;
    frames += 1;
  }
  return frames;
}

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

describe('the log', () => {
  let db: Database;
  beforeEach(() => {
    db = openWriter(file);
    db.exec('create table note (text text not null) strict');
  });
  afterEach(() => db.close());
  const write = (text: string) => () => db.prepare('insert into note values (?)').run(text).changes;

  it('is on disk before anybody is told, and takes what arrives meanwhile with the next sync', async () => {
    const log = new HeldLog(file);
    const commits = commitsOn(file, db, { log });
    const told: string[] = [];
    const first = commits.run(write('first')).then(() => told.push('first'));
    await log.asked();
    const others = ['second', 'third'].map((text) => commits.run(write(text)).then(() => told.push(text)));
    await nextTurn();
    expect(told).toEqual([]);
    log.release();
    await first;
    expect(told).toEqual(['first']);
    await log.asked();
    log.release();
    await Promise.all(others);
    expect(log.syncs).toEqual([1, 2]);
    await log.close();
  });

  it('that the disk does not take is the last one, until a restart', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    // A device that takes bytes and refuses to sync them.
    symlinkSync('/dev/full', `${file}.broken-wal`);
    const commits = commitsOn(file, db, { log: new WriteAheadLog(`${file}.broken`) });
    expect(await outcomes(commits, [write('a')])).toEqual(['StorageUnavailable']);
    expect(await outcomes(commits, [write('b')])).toEqual(['StorageUnavailable']);
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
  });

  it('is carried over into the database while it is written, and begins again before it grows without end', async () => {
    const log = new WriteAheadLog(file);
    const commits = commitsOn(file, db, { log });
    const large = 'x'.repeat(40_000);
    for (let round = 0; round < 20; round++) {
      await Promise.all(Array.from({ length: 300 }, () => commits.run(write(large))));
    }
    await commits.finish();
    await log.close();
    // 240 MB went through it.
    expect(statSync(`${file}-wal`).size).toBeLessThan(140_000_000);
    expect(statSync(file).size).toBeGreaterThan(100_000_000);
    expect(db.prepare('select count(*) from note').pluck().get()).toBe(6_000);
  });
});

/** Syncs only when the test lets it. */
class HeldLog extends WriteAheadLog {
  readonly syncs: number[] = [];
  #release: (() => void) | undefined;
  #tell: (() => void) | undefined;
  #asked = this.#nextAsking();

  override async sync(operations: number): Promise<void> {
    this.syncs.push(operations);
    this.#tell?.();
    await new Promise<void>((resolve) => {
      this.#release = resolve;
    });
    await super.sync(operations);
  }

  async asked(): Promise<void> {
    await this.#asked;
    this.#asked = this.#nextAsking();
  }

  release(): void {
    this.#release?.();
  }

  async #nextAsking(): Promise<void> {
    return new Promise((resolve) => {
      this.#tell = resolve;
    });
  }
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
  const groupCommit = () => commitsOn(file, db);

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

  it('keeps those of earlier turns that wait for the disk with it', async () => {
    const commits = groupCommit();
    const settled: Promise<string[]>[] = [];
    for (const operation of [write('a'), write('b'), write('c'), halfDone, write('d')]) {
      settled.push(outcomes(commits, [operation]));
      await new Promise(setImmediate);
    }
    expect((await Promise.all(settled)).flat()).toEqual(['done', 'done', 'done', 'Error', 'done']);
    expect(notes()).toEqual(['a', 'b', 'c', 'd']);
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
