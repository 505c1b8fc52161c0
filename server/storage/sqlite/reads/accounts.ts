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
  const traits = db.prepare<[number, number], { told: string | null; answered: string | null }>(
    `select account.traits as told, (
       select trait_set.traits
       from response
       left join trait_set using (project_id, trait_set_id)
       where response.project_id = account.project_id and response.account_id = account.account_id
       order by responded_at desc, response_id desc
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

    accountTraits(projectId: number, ids: number[]): AccountTraits[] {
      return ids.map((id) => {
        const { told, answered } = traits.get(projectId, id) ?? { told: null, answered: null };
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
