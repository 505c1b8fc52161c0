import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';
import { openWriter } from '../../server/storage/sqlite/open-database.ts';
import { SCHEMA_001 } from '../../server/storage/sqlite/schema-001.ts';
import { SCHEMA_002_ANSWERS } from '../../server/storage/sqlite/schema-002-answers.ts';
import { SCHEMA_003_KEYS } from '../../server/storage/sqlite/schema-003-keys.ts';
import { SCHEMA_004_ASKING } from '../../server/storage/sqlite/schema-004-asking.ts';
import { SCHEMA_005_IDENTITY } from '../../server/storage/sqlite/schema-005-identity.ts';
import { SCHEMA_006_ERASURE } from '../../server/storage/sqlite/schema-006-erasure.ts';
import { SCHEMA_007_FLAGS } from '../../server/storage/sqlite/schema-007-flags.ts';
import { SCHEMA_008_COMMENT_WORDS } from '../../server/storage/sqlite/schema-008-comment-words.ts';
import { SCHEMA_009_REDO } from '../../server/storage/sqlite/schema-009-redo.ts';
import { SCHEMA_010_DELAYS } from '../../server/storage/sqlite/schema-010-delays.ts';
import { SCHEMA_011_NUMBERS } from '../../server/storage/sqlite/schema-011-numbers.ts';
import { insertAnswer } from '../../server/storage/sqlite/writes/insert-answer.ts';

const BEFORE = [
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
];

const raw = (id: number, comment: string) =>
  `insert into response (project_id, response_id, survey_id, survey_version, score, comment, channel, identity, day, responded_at,
     received_after)
   values (1, x'${String(id).padStart(32, '0')}', 1, 1, 9, '${comment}', 0, 2, 0, 0, 0)`;

it('comments of an old file keep their numbers, and each new one has the next, whoever gives it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'elleve.db');
  const old = new Sqlite(file);
  for (const step of BEFORE) old.exec(step);
  old.exec(`
    insert into project (project_id, public_id, public_key, name, mode, time_zone, created_at)
    values (1, 'prj_1', 'elv_pk_1', '', 'live', 'UTC', 0);
    insert into survey (project_id, survey_id, public_id, kind, definition) values (1, 1, 'srv_1', 'relationship', '{}');
    ${raw(1, 'old')};
    pragma user_version = 11;
  `);
  old.close();

  const db = openWriter(file);
  onTestFinished(() => void db.close());
  const insert = insertAnswer(db);
  const given = (id: number, comment: string | null) =>
    insert({
      project: 1,
      response: Buffer.from(String(id).padStart(32, '0'), 'hex'),
      display: null,
      original: null,
      survey: 1,
      version: 1,
      person: null,
      account: null,
      traits: null,
      locale: null,
      touchpoint: null,
      score: 9,
      comment,
      contact_ok: null,
      channel: 0,
      identity: 2,
      url_path: null,
      day: 0,
      responded_at: 0,
      received_at: 0,
      delay: null,
      updated_us: id,
      flags: 0,
    });
  expect([given(2, 'new'), given(3, null), given(2, 'again')]).toEqual([true, true, false]);
  db.exec(raw(4, 'raw'));
  // As if all of them were searched for and then gone.
  db.exec('update comment_fts_progress set indexed_up_to = 7');
  expect(given(5, 'later')).toBe(true);
  const comments = db.prepare('select comment, comment_id from response order by response_id').raw().all();
  expect(comments).toEqual([
    ['old', 1],
    ['new', 2],
    [null, null],
    ['raw', 3],
    ['later', 8],
  ]);
});
