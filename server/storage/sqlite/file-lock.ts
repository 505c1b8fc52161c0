import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { Sqlite } from './driver.ts';

/** Thrown when another process works on the database. */
export class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse';

  constructor(file: string) {
    super(`Another Elleve process is working on ${file}. Stop it first, or give this one another ELLEVE_DATABASE.`);
  }
}

/**
 * One process per database. An exclusive transaction on a small file beside it is a lock that every platform's SQLite takes from
 * the operating system, so it ends with the process, however that ends.
 */
export class FileLock {
  readonly #db: Database;

  private constructor(db: Database) {
    this.#db = db;
  }

  static take(file: string): FileLock {
    mkdirSync(dirname(file), { recursive: true });
    const db = new Sqlite(`${file}.lock`, { timeout: 0 });
    try {
      db.exec('begin exclusive');
      return new FileLock(db);
    } catch (error) {
      db.close();
      if (error instanceof Sqlite.SqliteError && error.code === 'SQLITE_BUSY') throw new DatabaseInUse(file);
      throw error;
    }
  }

  release(): void {
    this.#db.close();
  }
}
