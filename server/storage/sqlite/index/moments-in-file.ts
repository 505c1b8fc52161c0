import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { ANSWERS, DISPLAYS } from './counted-rows.ts';

/** Rows between two turns of the event loop: some milliseconds. */
const PAGE = 5_000;
/** Below every id. */
const BEFORE_ALL = Buffer.alloc(0);
/** Above every id. */
const AFTER_ALL = Buffer.alloc(17, 0xff);

const HAPPENINGS = {
  answered: { table: ANSWERS.table, at: 'responded_at', counts: ANSWERS.counts },
  asked: { table: DISPLAYS.table, at: 'displayed_at', counts: DISPLAYS.counts },
} as const;
export type Happening = keyof typeof HAPPENINGS;

/**
 * The latest moment of each account, by survey. Goes through all rows, a page at a time: on a large project that takes seconds,
 * and others go on meanwhile.
 */
export async function momentsInFile(
  db: Database,
  project: number,
  happening: Happening,
): Promise<Map<number, Map<number, number>>> {
  const { table, at, counts } = HAPPENINGS[happening];
  const id = `${table}_id`;
  const endOfPage = db
    .prepare<[number, Buffer], Buffer>(
      `select ${id}
       from ${table}
       where project_id = ? and ${id} > ?
       order by ${id}
       limit 1 offset ${PAGE - 1}`,
    )
    .pluck();
  const momentsOfPage = db
    .prepare<[number, Buffer, Buffer], [number, number, number]>(
      `select survey_id, account_id, max(${at})
       from ${table} as row
       where project_id = ? and ${id} > ? and ${id} <= ?
         and account_id is not null
         and ${counts}
       group by survey_id, account_id`,
    )
    .raw();

  const latest = new Map<number, Map<number, number>>();
  let after: Buffer | undefined = BEFORE_ALL;
  while (after) {
    const end: Buffer | undefined = endOfPage.get(project, after);
    for (const [survey, account, moment] of momentsOfPage.all(project, after, end ?? AFTER_ALL)) {
      const ofSurvey = latest.get(survey) ?? new Map<number, number>();
      latest.set(survey, ofSurvey.set(account, Math.max(moment, ofSurvey.get(account) ?? 0)));
    }
    after = end;
    await nextTurn();
  }
  return latest;
}
