import type { Database } from 'better-sqlite3';

/** What servers said of accounts. */
export function accountReads(db: Database) {
  const numbers = db.prepare<[string, number, string], { account_id: number; value: number }>(
    `select account_id, json_extract(traits, ?) as value
     from account
     where project_id = ?
       and json_type(traits, ?) in ('integer', 'real')`,
  );

  return {
    accountNumbers(projectId: number, trait: string): Map<number, number> {
      const path = `$.${trait}`;
      const rows = numbers.all(path, projectId, path);
      return new Map(rows.map(({ account_id, value }) => [account_id, value]));
    },
  };
}
