import type { Database } from 'better-sqlite3';
import type { KeyRevocation, KeyUse, NewKey, StoredKey } from '../../storage.ts';
import { keyReads } from '../reads/keys.ts';
import { auditWriter } from './audit.ts';

export function keyWrites(db: Database) {
  const insert = db.prepare(
    `insert into api_key (project_id, name, hash, scopes, created_at, expires_at)
     values (@project_id, @name, @hash, @scopes, @created_at, @expires_at)`,
  );
  const revoke = db.prepare(
    `update api_key
     set revoked_at = @now
     where project_id = @project_id and name = @name and revoked_at is null`,
  );
  const noteUse = db.prepare(
    `update api_key
     set last_used_day = max(coalesce(last_used_day, @day), @day)
     where project_id = @project_id and name = @name`,
  );
  const { listKeys } = keyReads(db);
  const audit = auditWriter(db);

  return {
    createKey(key: NewKey, actor?: string): void {
      const scopes = key.scopes.join(' ');
      insert.run({ ...key, scopes });
      if (actor === undefined) return;
      const entry = { at: key.created_at, actor, action: 'key_created', subject: key.name } as const;
      audit(key.project_id, { ...entry, details: { scopes } });
    },

    revokeKey({ project_id, name, actor, now }: KeyRevocation): StoredKey | 'unknown_key' {
      const { changes } = revoke.run({ project_id, name, now });
      if (changes > 0) audit(project_id, { at: now, actor, action: 'key_revoked', subject: name, details: {} });
      return listKeys(project_id).find((key) => key.name === name) ?? 'unknown_key';
    },

    noteKeyUse(uses: KeyUse[]): void {
      for (const use of uses) noteUse.run(use);
    },
  };
}
