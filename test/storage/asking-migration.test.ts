import { expect, it } from 'vitest';
import { knownFacts } from '../../server/storage/sqlite/asking/known-facts.ts';
import { openWriter } from '../../server/storage/sqlite/open-database.ts';
import { fileOfVersion } from './file-of-version.ts';

it('what was remembered in a row for each survey is remembered in one row for each person', () => {
  const file = fileOfVersion(3, (old) =>
    old.exec(`
      insert into survey (project_id, survey_id, public_id, kind, definition)
      values (1, 1, 'srv_1', 'relationship', '{"pressure":{"rest_days":90}}'),
        (1, 2, 'srv_2', 'transactional', '{"pressure":{"rest_days":30}}');
      insert into respondent (project_id, respondent_id, anonymous, external_id) values (1, 1, 0, 'ada'), (1, 2, 0, 'bea');
      insert into asking values (1, 1, 1, 100, 2, 300, 250, 'none'), (1, 1, 2, 400, 1, 400, null, null);
    `),
  );

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
});
