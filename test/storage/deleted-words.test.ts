import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { seededRandom } from '../../server/domain/seeded-random.ts';
import type { Database } from 'better-sqlite3';
import { migrate } from '../../server/storage/sqlite/migrate.ts';
import { openWriter } from '../../server/storage/sqlite/open-database.ts';
import { SCHEMA_001 } from '../../server/storage/sqlite/schema-001.ts';
import { indexComments, PORTION } from '../../server/storage/sqlite/writes/index-comments.ts';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';

const WORD = 'unmistakable';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'elleve-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

/** Everything that lies in the files of the database, the write-ahead log included. */
function bytesOf(path: string): string {
  return readdirSync(path)
    .map((file) => readFileSync(join(path, file), 'latin1'))
    .join('');
}

const PROJECT = `insert into project (project_id, public_id, public_key, name, mode, time_zone, created_at) values (1, 'p', 'k', '', 'live', 'UTC', 0);
  insert into survey values (1, 1, 's', 'relationship', '{}');`;

function insertAnswer(id: number, comment: string | null): string {
  const text = comment === null ? 'null' : `'${comment}'`;
  return `insert into response (project_id, response_id, survey_id, survey_version, score, comment, channel, identity, day, responded_at, received_after)
    values (1, x'${id.toString(16).padStart(32, '0')}', 1, 1, 9, ${text}, 0, 0, 0, ${id}, 0)`;
}

/** As the first schema has it. */
function insertFirstAnswer(id: number, comment: string | null): string {
  const text = comment === null ? 'null' : `'${comment}'`;
  return `insert into response (project_id, response_id, original, survey_id, survey_version, score, comment, channel, identity, day, responded_at, received_at)
    values (1, x'${id.toString(16).padStart(32, '0')}', x'0000000000000000', 1, 1, 9, ${text}, 'widget', 'claimed', 0, ${id}, ${id})`;
}

function countOf(db: Database, word: string): unknown {
  return db.prepare('select count(*) from comment_fts where comment_fts match ?').pluck().get(word);
}

it.each([
  ['update response set comment = null where responded_at = 150', 'taken back'],
  [`update response set comment = 'other' where responded_at = 150`, 'changed'],
  ['delete from response where responded_at = 150', 'deleted with its answer'],
])('leaves no word of a comment in the files once it was %s', (statement) => {
  const path = folder();
  const db = openWriter(join(path, 'elleve.db'));
  db.exec(PROJECT);
  // Many, and in one transaction, so that no merge of the index happens to clear the word away.
  db.transaction(() => {
    for (let id = 1; id <= 3_000; id++) {
      db.exec(insertAnswer(id, id === 150 ? `so ${WORD}` : `words ${id} a${(id * 7_919) % 1_000} b${id}`));
    }
  })();
  const index = indexComments(db);
  for (let portions = 0; portions < 3_000 / PORTION; portions++) index();
  expect(countOf(db, WORD)).toBe(1);
  db.pragma('wal_checkpoint(truncate)');
  expect(bytesOf(path)).toContain(WORD);
  db.exec(statement);
  db.pragma('wal_checkpoint(truncate)');
  expect(bytesOf(path)).not.toContain(WORD);
  expect(countOf(db, WORD)).toBe(0);
  db.prepare(`insert into comment_fts (comment_fts, rank) values ('integrity-check', 1)`).run();
  db.close();
});

it('indexes the comments and stamps the answers of a database that had neither', () => {
  const db = new Sqlite(join(folder(), 'elleve.db'));
  db.exec(SCHEMA_001);
  db.exec(PROJECT);
  db.pragma('user_version = 1');
  for (const [id, comment] of [
    [1, 'slow'],
    [2, null],
    [3, 'slow too'],
  ] as const)
    db.exec(insertFirstAnswer(id, comment));
  migrate(db);
  const found = db.prepare(
    `select responded_at, updated_us from response where comment_id in (select rowid from comment_fts where comment_fts match ?)`,
  );
  expect(found.all('slow')).toEqual([
    { responded_at: 1, updated_us: 1_000 },
    { responded_at: 3, updated_us: 3_000 },
  ]);
  db.exec(insertAnswer(4, 'slow again'));
  indexComments(db)();
  expect(found.all('slow')).toHaveLength(3);
  db.prepare(`insert into comment_fts (comment_fts, rank) values ('integrity-check', 1)`).run();
  db.close();
});

it('keeps the words in step with comments that come, change and go before they enter the index and after', () => {
  const db = openWriter(join(folder(), 'elleve.db'));
  db.exec(PROJECT);
  const index = indexComments(db);
  const random = seededRandom(3);
  for (let step = 0; step < 2_000; step++) {
    const id = random.integer(1, 60);
    const text = `word${random.integer(1, 9)}`;
    const statements = [
      insertAnswer(id, random.chance(0.3) ? null : text).replace('insert', 'insert or ignore'),
      `update response set comment = '${text}' where responded_at = ${id}`,
      `update response set comment = null where responded_at = ${id}`,
      `delete from response where responded_at = ${id}`,
    ];
    db.exec(random.pick(statements));
    if (random.chance(0.1)) index();
  }
  index();
  db.prepare(`insert into comment_fts (comment_fts, rank) values ('integrity-check', 1)`).run();
  const stored = db.prepare('select count(*) from response where comment = ?').pluck();
  for (let word = 1; word <= 9; word++) expect(countOf(db, `word${word}`)).toBe(stored.get(`word${word}`));
  db.close();
});

it('tells words that were not taken in from those that were', () => {
  const db = openWriter(join(folder(), 'elleve.db'));
  db.exec(PROJECT + insertAnswer(1, WORD));
  expect(countOf(db, WORD)).toBe(0);
  db.close();
});
