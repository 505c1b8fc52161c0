import type { Database } from 'better-sqlite3';
import { bitsOf } from '../../../../shared/flags.ts';
import type { FlaggedExclusion } from '../../storage.ts';
import type { ChangeStamp } from '../change-stamp.ts';
import { auditWriter } from './audit.ts';

/** Stands as the reason, and tells apart what is brought back together. */
const REASON = 'flagged as odd';

/** Takes every answer with one of the flags out of the numbers, or brings those back that were taken out so. One audit entry for all. */
export function excludeFlagged(db: Database, stamp: ChangeStamp) {
  const counting = db
    .prepare<[number, number], Buffer>(
      `select response_id
       from response
       where project_id = ? and flags <> 0 and flags & ? <> 0 and excluded is null`,
    )
    .pluck();
  const excluded = db
    .prepare<[number, number, string], Buffer>(
      `select response_id
       from response
       where project_id = ? and flags <> 0 and flags & ? <> 0 and excluded = ?`,
    )
    .pluck();
  const update = db.prepare(
    `update response
     set excluded = @reason, updated_us = @updated_us
     where project_id = @project_id and response_id = @response`,
  );
  const audit = auditWriter(db);

  return ({ project_id, flags, exclude, actor, now }: FlaggedExclusion): number => {
    const bits = bitsOf(flags);
    const found = exclude ? counting.all(project_id, bits) : excluded.all(project_id, bits, REASON);
    for (const response of found) {
      update.run({ project_id, response, reason: exclude ? REASON : null, updated_us: stamp(project_id, now) });
    }
    if (found.length > 0) {
      audit(project_id, {
        at: now,
        actor,
        action: exclude ? 'flagged_excluded' : 'flagged_restored',
        subject: flags.join(' '),
        details: { response_count: String(found.length) },
      });
    }
    return found.length;
  };
}
