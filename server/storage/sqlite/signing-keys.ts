import type { Database } from 'better-sqlite3';
import type { NewSigningKey, SigningKeyRevocation, StoredSigningKey } from '../storage.ts';
import { auditWriter } from './writes/audit.ts';

export function signingKeyReads(db: Database) {
  const list = db.prepare<[number], StoredSigningKey>(
    `select project_id, kid, secret, created_at, revoked_at
     from signing_key
     where project_id = ?
     order by created_at, kid`,
  );
  const find = db.prepare<[number, string], StoredSigningKey>(
    `select project_id, kid, secret, created_at, revoked_at
     from signing_key
     where project_id = ? and kid = ?`,
  );
  return {
    listSigningKeys: (projectId: number) => list.all(projectId),
    findSigningKey: (projectId: number, kid: string) => find.get(projectId, kid),
  };
}

export function signingKeyWrites(db: Database) {
  const insert = db.prepare(
    `insert into signing_key (project_id, kid, secret, created_at)
     values (@project_id, @kid, @secret, @created_at)`,
  );
  const revoke = db.prepare(
    `update signing_key
     set revoked_at = @now
     where project_id = @project_id and kid = @kid and revoked_at is null`,
  );
  const { findSigningKey } = signingKeyReads(db);
  const audit = auditWriter(db);

  return {
    createSigningKey({ actor, ...key }: NewSigningKey): void {
      insert.run(key);
      audit(key.project_id, {
        at: key.created_at,
        actor,
        action: 'signing_key_created',
        subject: key.kid,
        details: {},
      });
    },

    revokeSigningKey({ project_id, kid, actor, now }: SigningKeyRevocation): StoredSigningKey | 'unknown_signing_key' {
      const { changes } = revoke.run({ project_id, kid, now });
      if (changes > 0) audit(project_id, { at: now, actor, action: 'signing_key_revoked', subject: kid, details: {} });
      return findSigningKey(project_id, kid) ?? 'unknown_signing_key';
    },
  };
}
