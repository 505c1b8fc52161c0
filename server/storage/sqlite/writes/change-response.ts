import type { Database } from 'better-sqlite3';
import { LIMITS } from '../../../../shared/limits.ts';
import type { ResponseEdit } from '../../storage.ts';
import type { ChangeStamp } from '../change-stamp.ts';
import { FIRST_BODY, originalOf, type FirstBodyRow } from '../first-body.ts';
import { bytesOfUuid } from '../uuid-bytes.ts';

const OPEN_MS = LIMITS.changeHours * 60 * 60 * 1000;

/** Replaces the named parts of an answer; the day it counts on stays the day it was given. */
export function changeResponse(db: Database, stamp: ChangeStamp) {
  const find = db.prepare<[number, Buffer], FirstBodyRow & { received_at: number }>(
    `select responded_at + received_after as received_at, ${FIRST_BODY}
     from response
     where project_id = ? and response_id = ?`,
  );
  const update = db.prepare(
    `update response
     set score = coalesce(@score, score),
       comment = case when @comment_given then @comment else comment end,
       contact_ok = coalesce(@contact_ok, contact_ok),
       original = @original,
       changed_at = @now,
       updated_us = @updated_us
     where project_id = @project_id and response_id = @response`,
  );

  return (edit: ResponseEdit): 'changed' | 'unknown_response' | 'closed' => {
    const { project_id, now } = edit;
    const response = bytesOfUuid(edit.response_id);
    const found = find.get(project_id, response);
    if (!found) return 'unknown_response';
    if (now > found.received_at + OPEN_MS) return 'closed';
    update.run({
      project_id,
      response,
      score: edit.score ?? null,
      comment: edit.comment ?? null,
      comment_given: Number(edit.comment !== undefined),
      contact_ok: edit.contact_ok === undefined ? null : Number(edit.contact_ok),
      original: originalOf(found),
      now,
      updated_us: stamp(project_id, now),
    });
    return 'changed';
  };
}
