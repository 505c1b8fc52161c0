import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { Retention } from '../../../../shared/project-settings.ts';
import type { ChangeStamp } from '../change-stamp.ts';
import { FIRST_BODY, originalOf, type FirstBodyRow } from '../first-body.ts';

/** Rows of one step: some milliseconds, so that answers come in between. */
const AT_ONCE = 500;

interface Before {
  project_id: number;
  /** Epoch milliseconds: what is older goes. */
  before: number;
  now: number;
}

interface OldRow extends FirstBodyRow {
  response_id: Buffer;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The steps of the daily clean-up. Each answers how many rows it changed; fewer than `AT_ONCE` means that nothing is left to do. */
export function retentionWrites(db: Database, stamp: ChangeStamp) {
  const oldResponses = (condition: string) =>
    db.prepare<Before, OldRow>(
      `select response_id, ${FIRST_BODY}
       from response
       where project_id = @project_id and responded_at < @before and ${condition}
       order by responded_at
       limit ${AT_ONCE}`,
    );
  const commented = oldResponses('comment is not null');
  const named = oldResponses('(respondent_id is not null or url_path is not null)');
  const any = oldResponses('true');
  const update = (change: string) =>
    db.prepare(
      `update response set ${change}, updated_us = @updated_us where project_id = @project_id and response_id = @response`,
    );
  const dropComment = update('comment = null, original = @original');
  const dropName = update('respondent_id = null, url_path = null');
  const dropResponse = db.prepare(`delete from response where project_id = @project_id and response_id = @response`);

  // Display ids come from browsers, so that their order says nothing of their age.
  const someDisplays = (change: string, condition: string) =>
    db.prepare<Before>(
      `${change}
       where project_id = @project_id and display_id in (
         select display_id
         from display
         where project_id = @project_id and displayed_at < @before and ${condition}
         limit ${AT_ONCE}
       )`,
    );
  const dropDisplayNames = someDisplays(
    'update display set respondent_id = null, url_path = null',
    '(respondent_id is not null or url_path is not null)',
  );
  const dropDisplays = someDisplays('delete from display', 'true');

  const forgetMemory = db.prepare<Before>(
    `delete from asking_memory
     where project_id = @project_id and not exists (
       -- The instant at which each survey was last shown.
       select 1 from json_each(memory) where json_extract(value, '$[2]') >= @before
     )`,
  );
  // What the vendor's servers told of somebody stays until they erase it.
  const forgetNobodies = db.prepare<Pick<Before, 'project_id'>>(
    `delete from respondent
     where project_id = @project_id and traits is null and started_day is null and account_id is null
       and respondent_id not in (
         select respondent_id from response where project_id = @project_id and respondent_id is not null
         union select respondent_id from display where project_id = @project_id and respondent_id is not null
         union select respondent_id from asking_memory where project_id = @project_id
       )`,
  );

  function each(rows: OldRow[], { project_id, now }: Before, change: { run: (row: object) => unknown }): number {
    for (const row of rows) {
      const original = originalOf(row);
      change.run({ project_id, response: row.response_id, original, updated_us: stamp(project_id, now) });
    }
    return rows.length;
  }
  function forgetPeople(age: Before): number {
    forgetMemory.run(age);
    forgetNobodies.run({ project_id: age.project_id });
    return 0;
  }

  return {
    comments: [(age: Before) => each(commented.all(age), age, dropComment)],
    identities: [
      (age: Before) => each(named.all(age), age, dropName),
      (age: Before) => dropDisplayNames.run(age).changes,
      forgetPeople,
    ],
    everything: [
      (age: Before) => {
        let count = 0;
        for (const { response_id: response } of any.all(age))
          count += dropResponse.run({ project_id: age.project_id, response }).changes;
        return count;
      },
      (age: Before) => dropDisplays.run(age).changes,
      forgetPeople,
    ],
  };
}

/** Runs each step until nothing is left to do; other writes come in between. Resolves with the number of rows changed. */
export async function runRetention(
  steps: ReturnType<typeof retentionWrites>,
  kept: Retention,
  projectId: number,
  now: number,
  commit: (step: () => number) => Promise<number>,
): Promise<number> {
  let changed = 0;
  for (const part of ['everything', 'identities', 'comments'] as const) {
    const days = kept[`${part}_days`];
    if (days === null) continue;
    const age = { project_id: projectId, before: now - days * DAY_MS, now };
    for (const step of steps[part]) {
      for (let count = AT_ONCE; count === AT_ONCE; changed += count) {
        count = await commit(() => step(age));
        await nextTurn();
      }
    }
  }
  return changed;
}
