import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import type { CheckReport, Finding } from '../../check-report.ts';
import { Sqlite } from '../driver.ts';
import { FileLock } from '../file-lock.ts';
import { isNewest } from '../migrate.ts';
import { openReader, openWriter } from '../open-database.ts';
import type { Check } from './check.ts';
import { COMMENT_NUMBERS, COMMENT_WORDS } from './comment-words.ts';
import { QUOTAS } from './quotas.ts';
import { RESTS } from './rests.ts';
import { ANSWERED_DISPLAYS, REFERENCES, SINGLE_ANSWERS, STRUCTURE } from './structure.ts';

/** In the order in which repairs build on each other. */
const CHECKS = [
  STRUCTURE,
  REFERENCES,
  SINGLE_ANSWERS,
  ANSWERED_DISPLAYS,
  QUOTAS,
  COMMENT_NUMBERS,
  COMMENT_WORDS,
  RESTS,
];
const EXAMPLES = 10;

/** Looks at every row, beside a server that runs. */
export function checkDatabase(file: string): CheckReport {
  if (!existsSync(file)) return damaged(`there is no file ${file}`);
  return report(() => {
    const db = openReader(file);
    try {
      if (!isNewest(db))
        return damaged('the file was written by another version: start this one once, then check again');
      return { ok: false, findings: CHECKS.flatMap((check) => look(db, check)) };
    } finally {
      db.close();
    }
  });
}

/** The same, and makes anew what can be derived. Throws when another process holds the file. */
export function repairDatabase(file: string): CheckReport {
  if (!existsSync(file)) return damaged(`there is no file ${file}`);
  const lock = FileLock.take(file);
  try {
    return report(() => {
      const db = openWriter(file);
      try {
        return { ok: false, findings: CHECKS.flatMap((check) => mend(db, check)) };
      } finally {
        db.close();
      }
    });
  } finally {
    lock.release();
  }
}

function report(examine: () => CheckReport): CheckReport {
  try {
    const { findings } = examine();
    return { ok: findings.every(({ repaired }) => repaired), findings };
  } catch (error) {
    // Damage can be such that nothing else can be asked.
    if (error instanceof Sqlite.SqliteError) return damaged(error.message);
    throw error;
  }
}

function damaged(example: string): CheckReport {
  return { ok: false, findings: [{ what: STRUCTURE.what, count: 1, examples: [example], repaired: false }] };
}

function look(db: Database, { what, find }: Check): Finding[] {
  const found = find(db);
  if (found.length === 0) return [];
  return [{ what, count: found.length, examples: found.slice(0, EXAMPLES), repaired: false }];
}

/** A repair that does not help is undone. */
function mend(db: Database, check: Check): Finding[] {
  const [finding] = look(db, check);
  if (!finding || !check.repair) return finding ? [finding] : [];
  db.exec('begin immediate');
  try {
    check.repair(db);
    const repaired = check.find(db).length === 0;
    db.exec(repaired ? 'commit' : 'rollback');
    return [{ ...finding, repaired }];
  } catch (error) {
    if (db.inTransaction) db.exec('rollback');
    if (error instanceof Sqlite.SqliteError) return [finding];
    throw error;
  }
}
