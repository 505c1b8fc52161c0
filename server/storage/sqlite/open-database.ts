import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { migrate } from './migrate.ts';
import { Sqlite } from './driver.ts';

const NORMAL = 1;
/** Holds the pages that answers come back to: the ends of tables and the inner pages of indexes. */
const CACHE_KIBIBYTES = 32 * 1024;

/**
 * The connection that writes. Every setting that a promise rests on is set on each open and read back. What is committed survives a
 * crash of the process at once, and a power cut when `WriteAheadLog` has synced it.
 */
export function openWriter(file: string): Database {
  mkdirSync(dirname(file), { recursive: true });
  const db = new Sqlite(file);
  try {
    db.pragma('busy_timeout = 5000');
    insist(db, 'journal_mode', 'wal', 'wal');
    // A commit only appends to the log. `WriteAheadLog` syncs it before anybody is told, and carries it over in a thread.
    insist(db, 'synchronous', 'normal', NORMAL);
    insist(db, 'wal_autocheckpoint', '0', 0);
    insist(db, 'secure_delete', 'on', 1);
    db.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
    migrate(db);
    insist(db, 'foreign_keys', 'on', 1);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A connection that reads beside the writer and never waits for it. */
export function openReader(file: string): Database {
  const db = new Sqlite(file, { readonly: true });
  db.pragma('busy_timeout = 5000');
  return db;
}

function insist(db: Database, name: string, value: string, expected: string | number): void {
  db.pragma(`${name} = ${value}`);
  const found = db.pragma(name, { simple: true });
  if (found !== expected) {
    throw new Error(
      `SQLite answers ${name} = ${String(found)} where ${value} was set: this file system cannot keep answers safe.`,
    );
  }
}
