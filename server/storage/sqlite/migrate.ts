import type { Database } from 'better-sqlite3';
import { SCHEMA_001 } from './schema-001.ts';
import { SCHEMA_002_ANSWERS } from './schema-002-answers.ts';
import { SCHEMA_003_KEYS } from './schema-003-keys.ts';
import { SCHEMA_004_ASKING } from './schema-004-asking.ts';
import { SCHEMA_005_IDENTITY } from './schema-005-identity.ts';
import { SCHEMA_006_ERASURE } from './schema-006-erasure.ts';
import { SCHEMA_007_FLAGS } from './schema-007-flags.ts';
import { SCHEMA_008_COMMENT_WORDS } from './schema-008-comment-words.ts';
import { SCHEMA_009_REDO } from './schema-009-redo.ts';
import { SCHEMA_010_DELAYS } from './schema-010-delays.ts';
import { SCHEMA_011_NUMBERS } from './schema-011-numbers.ts';
import { SCHEMA_012_COMMENT_NUMBERS } from './schema-012-comment-numbers.ts';
import { Sqlite } from './driver.ts';

/** Numbered by their place, forward only: a released step is never edited. */
const MIGRATIONS = [
  SCHEMA_001,
  SCHEMA_002_ANSWERS,
  SCHEMA_003_KEYS,
  SCHEMA_004_ASKING,
  SCHEMA_005_IDENTITY,
  SCHEMA_006_ERASURE,
  SCHEMA_007_FLAGS,
  SCHEMA_008_COMMENT_WORDS,
  SCHEMA_009_REDO,
  SCHEMA_010_DELAYS,
  SCHEMA_011_NUMBERS,
  SCHEMA_012_COMMENT_NUMBERS,
];

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
