import type { Database } from 'better-sqlite3';

/** As many as share one server in the bench: the limits count each by itself. */
const TENANTS = 200;

export interface Tenant {
  project_id: number;
  public_id: string;
  public_key: string;
}

/** The first project and, made where they are not there yet, others with its surveys and no answers. */
export function benchTenants(db: Database): Tenant[] {
  const all = db.prepare<[], Tenant>('select project_id, public_id, public_key from project order by project_id');
  const [first] = all.all();
  const project = db.prepare(
    `insert into project (project_id, public_id, public_key, name, mode, time_zone, created_at)
     select @id, @public_id, @public_key, name, mode, time_zone, created_at
     from project
     where project_id = @first
     on conflict do nothing`,
  );
  const surveys = db.prepare(
    `insert into survey (project_id, survey_id, public_id, kind, definition)
     select @id, survey_id, public_id, kind, definition
     from survey
     where project_id = @first
     on conflict do nothing`,
  );
  db.transaction(() => {
    for (let number = 1; number < TENANTS; number++) {
      const tail = String(number).padStart(3, '0');
      const id = first!.project_id + number;
      const names = {
        public_id: first!.public_id.slice(0, -3) + tail,
        public_key: first!.public_key.slice(0, -3) + tail,
      };
      project.run({ id, first: first!.project_id, ...names });
      surveys.run({ id, first: first!.project_id });
    }
  })();
  return all.all();
}
