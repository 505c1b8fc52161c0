import type { Database } from 'better-sqlite3';
import type { Traits } from '../../../../shared/contract/common.ts';
import type { AccountActivity, AnswerDelay, ResponseFilter, KnownAccount } from '../../storage.ts';
import { conditionOf, conditionOnResponses, isOfDisplays } from './filter-sql.ts';

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

    accountActivity(filter: ResponseFilter): Map<number, AccountActivity> {
      const activity = new Map<number, AccountActivity>();
      const of = (account: number) => {
        const known = activity.get(account) ?? { last_answered_at: null, last_asked_at: null };
        activity.set(account, known);
        return known;
      };
      for (const { account_id, at } of lastAnswers(db, filter)) of(account_id).last_answered_at = at;
      for (const { account_id, at } of lastDisplays(db, filter)) of(account_id).last_asked_at = at;
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

function lastAnswers(db: Database, filter: ResponseFilter): MomentRow[] {
  const { sql, values } = conditionOnResponses(filter);
  return db
    .prepare<unknown[], MomentRow>(
      `select account_id, max(responded_at) as at
       from response
       where ${sql}
         and account_id is not null
       group by account_id`,
    )
    .all(...values);
}

function lastDisplays(db: Database, filter: ResponseFilter): MomentRow[] {
  if (!isOfDisplays(filter)) return [];
  const { sql, values } = conditionOf(filter);
  return db
    .prepare<unknown[], MomentRow>(
      `select account_id, max(displayed_at) as at
       from display
       where ${sql}
         and account_id is not null
         and outcome <> 'not_drawn'
       group by account_id`,
    )
    .all(...values);
}
