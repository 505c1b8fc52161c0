import type { Database } from 'better-sqlite3';
import type { Tagging } from '../../storage.ts';
import type { ChangeStamp } from '../change-stamp.ts';
import type { Interning } from '../interning.ts';
import { bytesOfUuid } from '../uuid-bytes.ts';

export function tagResponse(db: Database, interning: Interning, stamp: ChangeStamp) {
  const touch = db.prepare(
    `update response
     set updated_us = @updated_us
     where project_id = @project_id and response_id = @response`,
  );
  const clear = db.prepare<[number, Buffer]>(
    `delete from response_tag
     where project_id = ? and response_id = ?`,
  );
  const insert = db.prepare<[number, Buffer, number]>(
    `insert into response_tag (project_id, response_id, label_id)
     values (?, ?, ?)
     on conflict do nothing`,
  );

  return ({ project_id, response_id, tags, now }: Tagging): 'done' | 'unknown_response' => {
    const response = bytesOfUuid(response_id);
    const touched = touch.run({ project_id, response, updated_us: stamp(project_id, now) });
    if (touched.changes === 0) return 'unknown_response';
    clear.run(project_id, response);
    for (const tag of tags) insert.run(project_id, response, interning.label(project_id, tag));
    return 'done';
  };
}
