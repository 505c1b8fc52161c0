import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { keyOf } from '../../../../shared/eligibility/audience-rules.ts';

interface Person {
  id: string;
  anonymous: boolean;
}

/** Who is never asked again, by digest: the list must outlive everything else that is known of a person, their id included. */
export function optOuts(db: Database) {
  const find = db.prepare<[number, Buffer], { opted_out_at: number }>(
    `select opted_out_at
     from opt_out
     where project_id = ? and person_digest = ?`,
  );
  const put = db.prepare<[number, Buffer, number]>(
    `insert into opt_out (project_id, person_digest, opted_out_at)
     values (?, ?, ?)
     on conflict do nothing`,
  );
  const remove = db.prepare<[number, Buffer]>(
    `delete from opt_out
     where project_id = ? and person_digest = ?`,
  );

  return {
    has: (project: number, person: Person) => find.get(project, digestOf(person)) !== undefined,
    add: (project: number, person: Person, now: number) => void put.run(project, digestOf(person), now),
    remove: (project: number, person: Person) => void remove.run(project, digestOf(person)),
  };
}

function digestOf(person: Person): Buffer {
  return createHash('sha256').update(keyOf(person)).digest().subarray(0, 16);
}
