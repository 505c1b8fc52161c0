import { expect, it, onTestFinished } from 'vitest';
import { openWriter } from '../../server/storage/sqlite/open-database.ts';
import { insertAnswer } from '../../server/storage/sqlite/writes/insert-answer.ts';
import { fileOfVersion } from './file-of-version.ts';

const raw = (id: number, comment: string) =>
  `insert into response (project_id, response_id, survey_id, survey_version, score, comment, channel, identity, day, responded_at,
     received_after)
   values (1, x'${String(id).padStart(32, '0')}', 1, 1, 9, '${comment}', 0, 2, 0, 0, 0)`;

it('comments of an old file keep their numbers, and each new one has the next, whoever gives it', () => {
  const file = fileOfVersion(11, (old) =>
    old.exec(`
      insert into survey (project_id, survey_id, public_id, kind, definition) values (1, 1, 'srv_1', 'relationship', '{}');
      ${raw(1, 'old')};
    `),
  );

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
