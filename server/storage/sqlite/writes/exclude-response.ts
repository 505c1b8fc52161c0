import type { Database } from 'better-sqlite3';
import type { Exclusion } from '../../storage.ts';
import type { ChangeStamp } from '../change-stamp.ts';
import { bytesOfUuid } from '../uuid-bytes.ts';
import { auditWriter } from './audit.ts';

export function excludeResponse(db: Database, stamp: ChangeStamp) {
  const find = db.prepare<[number, Buffer], { excluded: string | null }>(
    `select excluded
     from response
     where project_id = ? and response_id = ?`,
  );
  const update = db.prepare(
    `update response
     set excluded = @reason, updated_us = @updated_us
     where project_id = @project_id and response_id = @response`,
  );
  const audit = auditWriter(db);

  return ({ project_id, response_id, reason, actor, now }: Exclusion): 'done' | 'unknown_response' => {
    const response = bytesOfUuid(response_id);
    const found = find.get(project_id, response);
    if (!found) return 'unknown_response';
    if (found.excluded === reason) return 'done';
    update.run({ project_id, response, reason, updated_us: stamp(project_id, now) });
    audit(project_id, {
      at: now,
      actor,
      action: reason === null ? 'response_restored' : 'response_excluded',
      subject: response_id,
      details: reason === null ? {} : { reason },
    });
    return 'done';
  };
}
