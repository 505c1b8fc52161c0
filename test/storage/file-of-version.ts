import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';
import { MIGRATIONS } from '../../server/storage/sqlite/migrations.ts';

/** A file as that version of the schema left it, with a project and what is filled in; gone with the test. */
export function fileOfVersion(version: number, fill: (db: Database) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'elleve.db');
  const db = new Sqlite(file);
  for (const step of MIGRATIONS.slice(0, version)) db.exec(step);
  db.exec(`
    insert into project (project_id, public_id, public_key, name, mode, time_zone, created_at)
    values (1, 'prj_1', 'elv_pk_1', '', 'live', 'UTC', 0);
    pragma user_version = ${version};
  `);
  fill(db);
  db.close();
  return file;
}
