import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSurvey } from '../../server/domain/survey-definition.ts';
import { knownFacts } from '../../server/storage/sqlite/asking/known-facts.ts';
import { changeStamps } from '../../server/storage/sqlite/change-stamp.ts';
import { Interning } from '../../server/storage/sqlite/interning.ts';
import { openWriter } from '../../server/storage/sqlite/open-database.ts';
import { claimDisplay } from '../../server/storage/sqlite/writes/claim-display.ts';
import { surveyWrites } from '../../server/storage/sqlite/writes/surveys.ts';
import { tenantWrites } from '../../server/storage/sqlite/writes/tenants.ts';
import type { DisplayRequest, StoredSurvey } from '../../server/storage/storage.ts';
import { countedReads } from './counted-reads.ts';
import { newId } from './operations.ts';

const DAY_MS = 86_400_000;
const SURVEYS = 20;
/** The person, the day of the account, the opt-out and the quota. */
const READS_AT_MOST = 4;

const folder = mkdtempSync(join(tmpdir(), 'elleve-reads-'));
let db: Database;
let project: number;
let surveys: StoredSurvey[];

/** Ada has seen each of many surveys a hundred times. */
beforeAll(() => {
  db = openWriter(join(folder, 'elleve.db'));
  project = tenantWrites(db).createProject({
    public_id: 'prj_reads',
    public_key: 'elv_pk_reads',
    name: '',
    mode: 'live',
    time_zone: 'UTC',
    created_at: 0,
  }).id;
  surveys = Array.from({ length: SURVEYS }, (_, i) => {
    const pressure = { rest_days: 1, rest_after_other_survey_days: 0, rest_after_dismissal_days: 1 };
    const targeting = { quota: { responses: 1_000_000 } };
    const survey = { ...newSurvey({ name: `Survey ${i}`, pressure, targeting }, 0), status: 'live' as const };
    survey.pressure = { ...survey.pressure, asks_per_account_per_day: null };
    surveyWrites(db).createSurvey(project, survey);
    return { internal_id: i + 1, survey };
  });
  const claim = claimDisplay(db, new Interning(db), changeStamps(db));
  db.exec('begin');
  for (let round = 0; round < 100; round++) {
    for (const survey of surveys) {
      const shown = claim(claimOf('ada', survey, 10_000 * DAY_MS + round * 2 * DAY_MS));
      if (shown.outcome !== 'shown') throw new Error(JSON.stringify(shown));
    }
  }
  db.exec('commit');
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

function claimOf(person: string, survey: StoredSurvey, now: number): DisplayRequest {
  return {
    project_id: project,
    display_id: newId(),
    survey,
    survey_version: 1,
    person: { id: person, anonymous: false },
    account: 'acme',
    traits: {},
    touchpoint: undefined,
    locale: undefined,
    url_path: undefined,
    device: undefined,
    identity: 'claimed',
    now,
    time_zone: 'UTC',
  };
}

describe('a decision', () => {
  it.each(['ada', 'somebody new'])('about %s takes four reads by key at most', (person) => {
    const { db: counted, executed } = countedReads(db);
    const factsOf = knownFacts(counted);
    const query = {
      project_id: project,
      person: { id: person, anonymous: false },
      account: 'acme',
      survey: 1,
      hasQuota: true,
      today: 10_400,
    };
    const facts = factsOf(query);
    expect(executed.length).toBeLessThanOrEqual(READS_AT_MOST);
    if (person === 'ada') expect(Object.keys(facts.person!.memory)).toHaveLength(SURVEYS);
    for (const sql of executed) {
      const holes = Array.from({ length: sql.split('?').length - 1 }, () => 1);
      const plan = db.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...holes);
      for (const { detail } of plan) {
        expect(detail).toMatch(/^SEARCH \w+ USING (PRIMARY KEY|INDEX sqlite_autoindex_\w+|COVERING INDEX \w+) \(/);
      }
    }
  });

  it('that refuses reads those and the id of its display, and writes nothing', () => {
    const { db: counted, executed } = countedReads(db);
    const claim = claimDisplay(counted, new Interning(counted), changeStamps(counted));
    executed.length = 0;
    const { outcome } = claim(claimOf('ada', surveys[0]!, 10_000 * DAY_MS + 198 * DAY_MS + 1));
    expect(outcome).toBe('refused');
    expect(executed).toHaveLength(READS_AT_MOST + 1);
    expect(executed.filter((sql) => !sql.startsWith('select'))).toEqual([]);
  });
});
