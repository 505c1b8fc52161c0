import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';
import { openWriter } from '../../server/storage/sqlite/open-database.ts';
import { SCHEMA_001 } from '../../server/storage/sqlite/schema-001.ts';
import { SCHEMA_002_ANSWERS } from '../../server/storage/sqlite/schema-002-answers.ts';
import { SCHEMA_003_KEYS } from '../../server/storage/sqlite/schema-003-keys.ts';

function id(of: number): string {
  return `x'${String(of).padStart(32, '0')}'`;
}

function display(of: number, at: number): string {
  return `(1, ${id(of)}, 1, 1, 'claimed', 0, ${at}, 'answered')`;
}

function response(of: number, shown: string, at: number): string {
  return `(1, ${id(of)}, ${shown}, x'0000000000000000', 1, 1, 9, 'widget', 'claimed', 0, ${at}, ${at})`;
}

it('answers that were stored earlier are told how long after their display they came', () => {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
  const file = join(folder, 'elleve.db');
  const old = new Sqlite(file);
  for (const step of [SCHEMA_001, SCHEMA_002_ANSWERS, SCHEMA_003_KEYS]) old.exec(step);
  old.exec(`
    insert into project (project_id, public_id, public_key, name, mode, time_zone, created_at)
    values (1, 'prj_1', 'elv_pk_1', '', 'live', 'UTC', 0);
    insert into survey (project_id, survey_id, public_id, kind, definition) values (1, 1, 'srv_1', 'relationship', '{}');
    insert into display (project_id, display_id, survey_id, survey_version, identity, day, displayed_at, outcome)
    values ${[display(1, 1_000), display(2, 5_000)].join()};
    insert into response (project_id, response_id, display_id, original, survey_id, survey_version, score, channel, identity, day,
      responded_at, received_at)
    values ${[response(1, id(1), 9_500), response(2, id(2), 4_000), response(3, 'null', 7_000)].join()};
    pragma user_version = 3;
  `);
  old.close();

  const db = openWriter(file);
  const delays = db.prepare<[], number | null>('select delay_ms from response order by response_id').pluck().all();
  // The second claims to be older than its display, the third was imported.
  expect(delays).toEqual([8_500, 0, null]);
  db.close();
  rmSync(folder, { recursive: true });
});
