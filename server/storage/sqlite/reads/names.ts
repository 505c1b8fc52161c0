import type { Database } from 'better-sqlite3';

/** The vendor's own ids behind our small numbers. */
export function nameReads(db: Database) {
  const account = db.prepare<[number, number], { external_id: string }>(
    `select external_id
     from account
     where project_id = ? and account_id = ?`,
  );
  const respondent = db.prepare<[number, number], { external_id: string }>(
    `select external_id
     from respondent
     where project_id = ? and respondent_id = ?`,
  );
  const namesBy = (query: typeof account) => (projectId: number, ids: ArrayLike<number>) =>
    Array.from(ids, (id) => query.get(projectId, id)?.external_id ?? null);

  return { nameAccounts: namesBy(account), nameRespondents: namesBy(respondent) };
}
