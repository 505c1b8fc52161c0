import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { knownFacts } from '../../server/storage/sqlite/asking/known-facts.ts';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';
import { openWriter } from '../../server/storage/sqlite/open-database.ts';
import { SCHEMA_001 } from '../../server/storage/sqlite/schema-001.ts';
import { SCHEMA_002_ANSWERS } from '../../server/storage/sqlite/schema-002-answers.ts';
import { SCHEMA_003_KEYS } from '../../server/storage/sqlite/schema-003-keys.ts';

it('what was remembered in a row for each survey is remembered in one row for each person', () => {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
  const file = join(folder, 'elleve.db');
  const old = new Sqlite(file);
  for (const step of [SCHEMA_001, SCHEMA_002_ANSWERS, SCHEMA_003_KEYS]) old.exec(step);
  old.exec(`
    insert into project (project_id, public_id, public_key, name, mode, time_zone, created_at)
    values (1, 'prj_1', 'elv_pk_1', '', 'live', 'UTC', 0);
    insert into survey (project_id, survey_id, public_id, kind, definition)
    values (1, 1, 'srv_1', 'relationship', '{"pressure":{"rest_days":90}}'),
      (1, 2, 'srv_2', 'transactional', '{"pressure":{"rest_days":30}}');
    insert into respondent (project_id, respondent_id, anonymous, external_id) values (1, 1, 0, 'ada'), (1, 2, 0, 'bea');
    insert into asking values (1, 1, 1, 100, 2, 300, 250, 'none'), (1, 1, 2, 400, 1, 400, null, null);
    pragma user_version = 3;
  `);
  old.close();

  const db = openWriter(file);
  const query = { project_id: 1, account: undefined, survey: 1, hasQuota: false, today: 0 };
  const memoryOf = (id: string) => knownFacts(db)({ ...query, person: { id, anonymous: false } }).person!.memory;
  expect(memoryOf('ada')).toEqual({
    1: { wave_started_at: 100, displays_in_wave: 2, last_shown_at: 300, last_answer_at: 250 },
    2: { wave_started_at: 400, displays_in_wave: 1, last_shown_at: 400, last_answer_at: null },
  });
  expect(memoryOf('bea')).toEqual({});
  const definitions = db.prepare<[], string>('select definition from survey order by survey_id').pluck().all();
  expect(definitions.map((definition) => JSON.parse(definition) as unknown)).toEqual(
    [90, 30].map((rest_days) => ({
      pressure: { rest_days, asks_per_account_per_day: 1 },
      schedule: { starts_on: null, wave_days: null, even_spread: false },
    })),
  );
  db.close();
  rmSync(folder, { recursive: true });
});
