import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { Traits } from '../../../../shared/contract/common.ts';
import type { AccountActivity, AnswerDelay, ResponseFilter, KnownAccount } from '../../storage.ts';
import { conditionOf, conditionOnResponses, isOfDisplays, type Condition } from './filter-sql.ts';

/** Rows between two turns of the event loop: some milliseconds. */
const PAGE = 5_000;

interface MomentRow {
  account_id: number;
  at: number;
}

/** What is known of companies, and when they were last heard. */
export function accountReads(db: Database) {
  const accounts = db.prepare<[number], KnownAccount>(
    `select account_id as internal_id, external_id as id
     from account
     where project_id = ?`,
  );
  const traits = db.prepare<[number, number], { traits: string | null }>(
    `select traits
     from account
     where project_id = ? and account_id = ?`,
  );
  const numbers = db.prepare<[string, number, string], { account_id: number; value: number }>(
    `select account_id, json_extract(traits, ?) as value
     from account
     where project_id = ?
       and json_type(traits, ?) in ('integer', 'real')`,
  );

  return {
    listAccountIds: (projectId: number) => accounts.all(projectId),

    accountTraits(projectId: number, ids: number[]): Traits[] {
      return ids.map((id) => JSON.parse(traits.get(projectId, id)?.traits ?? '{}') as Traits);
    },

    accountNumbers(projectId: number, trait: string): Map<number, number> {
      const path = `$.${trait}`;
      const rows = numbers.all(path, projectId, path);
      return new Map(rows.map(({ account_id, value }) => [account_id, value]));
    },

    /** Goes through all answers and displays, a page at a time: on a large project that takes seconds, and others go on meanwhile. */
    async accountActivity(filter: ResponseFilter): Promise<Map<number, AccountActivity>> {
      const activity = new Map<number, AccountActivity>();
      const of = (account: number) => {
        const known = activity.get(account) ?? { last_answered_at: null, last_asked_at: null };
        activity.set(account, known);
        return known;
      };
      await eachMoment(db, filter.project_id, lastAnswers(filter), ({ account_id, at }) => {
        const known = of(account_id);
        known.last_answered_at = Math.max(at, known.last_answered_at ?? at);
      });
      if (!isOfDisplays(filter)) return activity;
      await eachMoment(db, filter.project_id, lastDisplays(filter), ({ account_id, at }) => {
        const known = of(account_id);
        known.last_asked_at = Math.max(at, known.last_asked_at ?? at);
      });
      return activity;
    },

    answerDelays(filter: ResponseFilter, limit: number): AnswerDelay[] {
      const { sql, values } = conditionOnResponses(filter);
      return db
        .prepare<unknown[], AnswerDelay>(
          `with latest as (
             select project_id, display_id, score, coalesce(respondent_id, 0) as respondent, responded_at
             from response
             where ${sql}
               and display_id is not null
             order by responded_at desc, response_id desc
             limit ?
           )
           select score, respondent, responded_at - displayed_at as delay_ms
           from latest
           join display using (project_id, display_id)`,
        )
        .all(...values, limit);
    },
  };
}

interface Moments {
  table: 'response' | 'display';
  /** The column that holds the moment. */
  at: 'responded_at' | 'displayed_at';
  condition: Condition;
}

function lastAnswers(filter: ResponseFilter): Moments {
  return { table: 'response', at: 'responded_at', condition: conditionOnResponses(filter) };
}

function lastDisplays(filter: ResponseFilter): Moments {
  const { sql, values } = conditionOf(filter);
  return { table: 'display', at: 'displayed_at', condition: { sql: `${sql} and outcome <> 'not_drawn'`, values } };
}

/** Below every id. */
const BEFORE_ALL = Buffer.alloc(0);
/** Above every id. */
const AFTER_ALL = Buffer.alloc(17, 0xff);

/** The latest moment of each account in each page, by ids. */
async function eachMoment(
  db: Database,
  project: number,
  { table, at, condition }: Moments,
  visit: (row: MomentRow) => void,
): Promise<void> {
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
  const momentsOfPage = db.prepare<unknown[], MomentRow>(
    `select account_id, max(${at}) as at
     from ${table}
     where project_id = ? and ${id} > ? and ${id} <= ?
       and account_id is not null
       and ${condition.sql}
     group by account_id`,
  );
  let after: Buffer | undefined = BEFORE_ALL;
  while (after) {
    const end: Buffer | undefined = endOfPage.get(project, after);
    for (const row of momentsOfPage.all(project, after, end ?? AFTER_ALL, ...condition.values)) visit(row);
    after = end;
    await nextTurn();
  }
}
