import type { Database } from 'better-sqlite3';
import type { AuditEntry } from '../../storage.ts';

/** Writes down what was done by hand, in the transaction that does it. */
export function auditWriter(db: Database) {
  const insert = db.prepare(
    `insert into audit (project_id, audit_id, at, actor, action, subject, details)
     values (@project_id, (select coalesce(max(audit_id), 0) + 1 from audit where project_id = @project_id),
       @at, @actor, @action, @subject, @details)`,
  );
  return (projectId: number, { details, ...entry }: Omit<AuditEntry, 'number'>): void => {
    insert.run({ ...entry, project_id: projectId, details: JSON.stringify(details) });
  };
}
