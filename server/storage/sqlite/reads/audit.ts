import type { Database } from 'better-sqlite3';
import type { AuditEntry } from '../../storage.ts';

export function auditReads(db: Database) {
  const list = db.prepare<[number, number, number], Omit<AuditEntry, 'details'> & { details: string }>(
    `select audit_id as number, at, actor, action, subject, details
     from audit
     where project_id = ? and audit_id < ?
     order by audit_id desc
     limit ?`,
  );
  return {
    listAudit(projectId: number, before: number = Number.MAX_SAFE_INTEGER, limit: number): AuditEntry[] {
      return list
        .all(projectId, before, limit)
        .map(({ details, ...entry }) => ({ ...entry, details: JSON.parse(details) as AuditEntry['details'] }));
    },
  };
}
