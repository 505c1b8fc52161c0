import { expect, it } from 'vitest';
import { openWriter } from '../../server/storage/sqlite/open-database.ts';
import { fileOfVersion } from './file-of-version.ts';

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
  const file = fileOfVersion(3, (old) =>
    old.exec(`
      insert into survey (project_id, survey_id, public_id, kind, definition) values (1, 1, 'srv_1', 'relationship', '{}');
      insert into display (project_id, display_id, survey_id, survey_version, identity, day, displayed_at, outcome)
      values ${[display(1, 1_000), display(2, 5_000)].join()};
      insert into response (project_id, response_id, display_id, original, survey_id, survey_version, score, channel, identity, day,
        responded_at, received_at)
      values ${[response(1, id(1), 9_500), response(2, id(2), 4_000), response(3, 'null', 7_000)].join()};
    `),
  );

  const db = openWriter(file);
  const delays = db.prepare<[], number | null>('select delay_ms from response order by response_id').pluck().all();
  // The second claims to be older than its display, the third was imported.
  expect(delays).toEqual([8_500, 0, null]);
  db.close();
});
