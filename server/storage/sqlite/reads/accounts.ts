import type { Database } from 'better-sqlite3';
import type { Traits } from '../../../../shared/contract/common.ts';
import type { AccountTraits, KnownAccount } from '../../storage.ts';

/** What is known of companies, and when they were last heard. */
export function accountReads(db: Database) {
  const accounts = db.prepare<[number], KnownAccount>(
    `select account_id as internal_id, external_id as id
     from account
     where project_id = ?`,
  );
  const excluded = db
    .prepare<[number], [account: number, at: number]>(
      // The planner would rather read all answers.
      `select account_id, max(responded_at)
       from response indexed by response_excluded
       where project_id = ? and excluded is not null and account_id is not null
       group by account_id`,
    )
    .raw();
  const traits = db.prepare<[number, number, number], { told: string | null; answered: string | null }>(
    `select account.traits as told, (
       select trait_set.traits
       from response indexed by response_by_time
       left join trait_set using (project_id, trait_set_id)
       where response.project_id = account.project_id and responded_at = ? and response.account_id = account.account_id
       order by response_id desc
       limit 1
     ) as answered
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

    /** `answeredAt`: the latest answer that counts of each account, by its number. One that does not count told traits all the same. */
    accountTraits(projectId: number, ids: number[], answeredAt: Float64Array): AccountTraits[] {
      const excludedAt = new Map(excluded.all(projectId));
      return ids.map((id) => {
        const latest = Math.max(answeredAt[id] ?? 0, excludedAt.get(id) ?? 0);
        const { told, answered } = traits.get(latest, projectId, id) ?? { told: null, answered: null };
        return { told: JSON.parse(told ?? '{}') as Traits, answered: JSON.parse(answered ?? '{}') as Traits };
      });
    },

    accountNumbers(projectId: number, trait: string): Map<number, number> {
      const path = `$.${trait}`;
      const rows = numbers.all(path, projectId, path);
      return new Map(rows.map(({ account_id, value }) => [account_id, value]));
    },
  };
}
