import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { buildIndex } from '../../server/storage/sqlite/index/build-index.ts';
import { CommentTerms } from '../../server/storage/sqlite/index/comment-terms.ts';
import { commentedAnswers, commentsOf } from '../../server/storage/sqlite/index/commented-answers.ts';
import { Vocabulary } from '../../server/storage/sqlite/index/vocabulary.ts';
import { openReader, openWriter } from '../../server/storage/sqlite/open-database.ts';
import { numberOf } from '../../server/storage/sqlite/stored-words.ts';

/** Two pages of terms, of which there is room for one. */
const COMMENTS = 5_000;
const ROOM_FOR_ONE_PAGE = 50_000;

it('the terms of comments for which there is not room at once are all told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
  const file = join(folder, 'elleve.db');
  const db = openWriter(file);
  db.exec(`
    insert into project (project_id, public_id, public_key, name, mode, time_zone, created_at)
    values (1, 'p', 'k', '', 'live', 'UTC', 0);
    insert into survey values (1, 1, 's', 'relationship', '{}');`);
  const response = db.prepare(
    `insert into response (project_id, response_id, survey_id, survey_version, identity, day, score, channel, responded_at,
       received_after, comment)
     values (1, ?, 1, 1, ${numberOf('identity', 'claimed')}, 0, 9, ${numberOf('channel', 'widget')}, ?, 0, ?)`,
  );
  db.exec('begin');
  for (let i = 0; i < COMMENTS; i++) {
    const id = Buffer.alloc(16);
    id.writeUInt32BE(i);
    response.run(id, i * 10, `word${i} another${i} third${i} fourth${i} fifth${i} sixth${i} seventh${i} eighth${i}`);
  }
  db.exec('commit');
  const reader = openReader(file);
  onTestFinished(() => {
    reader.close();
    db.close();
    rmSync(folder, { recursive: true });
  });
  const words = new Vocabulary(reader);
  const index = await buildIndex(openReader(file), 1, words);
  const filter = { project_id: 1, surveys: [1], days: {}, traits: [] };

  const terms = new CommentTerms(ROOM_FOR_ONE_PAGE);
  const { starts, texts } = await commentedAnswers(index, terms, words, commentsOf(reader), filter, 10_000);
  expect(starts.at(-1)).toBe(COMMENTS * 8);
  expect(texts).toContain('word0');
  expect(texts).toContain(`word${COMMENTS - 1}`);
});
