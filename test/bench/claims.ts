import { getRandomValues } from 'node:crypto';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';
import { changeStamps } from '../../server/storage/sqlite/change-stamp.ts';
import { Interning } from '../../server/storage/sqlite/interning.ts';
import { claimDisplay } from '../../server/storage/sqlite/writes/claim-display.ts';
import { parseSurvey } from '../../server/storage/sqlite/survey-row.ts';
import type { DisplayRequest, StoredSurvey } from '../../server/storage/storage.ts';
import { clockIn } from '../../shared/calendar/clock.ts';
import { explain, mayAsk } from '../../shared/eligibility.ts';
import { uuidv7 } from '../../shared/uuid.ts';
import { LAST_DAY } from './fill-database.ts';
import type { BenchDatabase } from './make-database.ts';
import { summary, type Measured } from './measure.ts';

const CLAIMS = 20_000;
const DAY_MS = 86_400_000;

export interface ClaimsReport {
  /** Microseconds of processor time: the rules alone, with their reads in a refused claim, and with the rows of a granted one. */
  claims: Measured[];
}

/** Decisions beside all the rows of the bench's database, inside one transaction that is undone: the disk is not what is measured. */
export function benchClaims({ file }: BenchDatabase, rounds: number): ClaimsReport {
  const db = new Sqlite(file);
  try {
    const row = db
      .prepare<[], { project_id: number; survey_id: number; definition: string }>('select * from survey limit 1')
      .get()!;
    const survey: StoredSurvey = { internal_id: row.survey_id, survey: parseSurvey(row.definition) };
    const claim = claimDisplay(db, new Interning(db), changeStamps(db));
    const now = (LAST_DAY + 1) * DAY_MS + DAY_MS / 2;
    const claimOf = (person: number, at: number): DisplayRequest => ({
      project_id: row.project_id,
      display_id: uuidv7(at, getRandomValues(new Uint8Array(16))),
      survey,
      survey_version: 1,
      person: { id: `bench-${person}`, anonymous: false },
      account: `bench-account-${person}`,
      traits: { plan: 'pro' },
      touchpoint: undefined,
      locale: 'en',
      url_path: '/invoices',
      device: 'desktop',
      identity: 'claimed',
      now: at,
      time_zone: 'Europe/Copenhagen',
    });

    const granted: number[] = [];
    const refused: number[] = [];
    for (let round = 0; round < rounds; round++) {
      db.exec('begin');
      granted.push(each((i) => claim(claimOf(i, now))));
      refused.push(each((i) => claim(claimOf(i, now + DAY_MS))));
      db.exec('rollback');
    }
    const clock = clockIn('Europe/Copenhagen', now);
    const person = { id: 'bench', anonymous: false, startedOn: null, optedOut: false, memory: {} };
    const ask = {
      survey: survey.survey,
      surveyNumber: 1,
      answers: 0,
      person,
      account: { id: 'acme', startedOn: null, askedToday: 0 },
      traits: { plan: 'pro' },
      locale: 'en',
      clock,
    };
    const rules = Array.from({ length: rounds }, () => each(() => mayAsk(ask)));
    const explained = Array.from({ length: rounds }, () => each(() => explain(ask)));
    return {
      claims: [
        summary('rules alone', rules),
        summary('refused claim', refused),
        summary('granted claim', granted),
        summary('explanation', explained),
      ],
    };
  } finally {
    db.close();
  }
}

/** Microseconds of processor time per call, the engine's own included: what else runs on the machine does not count. */
function each(decide: (i: number) => unknown): number {
  const begin = process.cpuUsage();
  for (let i = 0; i < CLAIMS; i++) decide(i);
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / CLAIMS;
}

export function printClaims({ claims }: ClaimsReport): void {
  console.log('\nDeciding who is asked, µs of processor time each:');
  for (const { name, median, min, max } of claims) {
    console.log(`  ${name.padEnd(16)}${median.toFixed(1).padStart(8)}   (${min.toFixed(1)}–${max.toFixed(1)})`);
  }
}
