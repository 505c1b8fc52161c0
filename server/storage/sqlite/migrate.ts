import type { Database } from 'better-sqlite3';
import { Sqlite } from './driver.ts';
import { MIGRATIONS } from './migrations.ts';

/** The last step that writes whole tables anew. */
const LAST_REWRITE = 11;

/** Thrown on a file that a newer Elleve has written: what it holds is not known here. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';

  constructor(schema: number) {
    super(
      `The database has schema ${schema}, this version of Elleve knows ${MIGRATIONS.length}: start it with the newer version.`,
    );
  }
}

/** Whether the file has the schema of this version. */
export function isNewest(db: Database): boolean {
  return db.pragma('user_version', { simple: true }) === MIGRATIONS.length;
}

/**
 * Brings the file to the newest schema, each step in one transaction. Leaves foreign keys off: to drop a table that was written anew would
 * take along the rows that refer to it. Throws `NewerDatabase`.
 */
export function migrate(db: Database): void {
  const found = db.pragma('user_version', { simple: true }) as number;
  if (found > MIGRATIONS.length) {
    throw new NewerDatabase(found);
  }
  db.pragma('foreign_keys = off');
  for (let version = found; version < MIGRATIONS.length; version++) {
    db.transaction(() => {
      db.exec(MIGRATIONS[version]!);
      db.pragma(`user_version = ${version + 1}`);
    }).immediate();
  }
  if (found > 0 && found < LAST_REWRITE) giveBackSpace(db);
}

/** What steps wrote anew has left room for two files. Where the disk has none to do so, that room is used up later. */
function giveBackSpace(db: Database): void {
  db.pragma('wal_checkpoint(truncate)');
  try {
    db.exec('vacuum');
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError)) throw error;
  }
  db.pragma('wal_checkpoint(truncate)');
}
