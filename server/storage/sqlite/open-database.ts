import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { migrate } from './migrate.ts';
import { Sqlite } from './driver.ts';

const FULL = 2;

/** The connection that writes. Every setting that a promise rests on is set on each open and read back. */
export function openWriter(file: string): Database {
  mkdirSync(dirname(file), { recursive: true });
  const db = new Sqlite(file);
  try {
    db.pragma('busy_timeout = 5000');
    insist(db, 'journal_mode', 'wal', 'wal');
    // better-sqlite3 re-opens a WAL file at NORMAL, which loses acknowledged answers when the power fails.
    insist(db, 'synchronous', 'full', FULL);
    insist(db, 'foreign_keys', 'on', 1);
    insist(db, 'secure_delete', 'on', 1);
    migrate(db);
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
