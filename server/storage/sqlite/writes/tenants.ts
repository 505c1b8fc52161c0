import type { Trait } from '../../../../shared/contract/traits.ts';
import type { Database } from 'better-sqlite3';
import type { NewKey, NewProject, Project, ProjectChange } from '../../storage.ts';
import { PROJECT_COLUMNS } from '../project-columns.ts';

/** Projects, their keys and the traits they declare. */
export function tenantWrites(db: Database) {
  const insertProject = db.prepare<NewProject, { project_id: number }>(
    `insert into project (public_id, public_key, name, mode, time_zone, created_at)
     values (@public_id, @public_key, @name, @mode, @time_zone, @created_at)
     returning project_id`,
  );
  const findProject = db.prepare<[number], Project>(`select ${PROJECT_COLUMNS} from project where project_id = ?`);
  const hasDays = db.prepare<[number], { day: number }>(`select day from display where project_id = ? limit 1`);
  const updateProject = db.prepare(
    `update project
     set name = @name, time_zone = @time_zone, revision = revision + 1
     where project_id = @project_id`,
  );
  const insertKey = db.prepare(
    `insert into api_key (project_id, name, hash, scopes, created_at, expires_at)
     values (@project_id, @name, @hash, @scopes, @created_at, @expires_at)`,
  );
  const putTrait = db.prepare(
    `insert into trait (project_id, key, type, of, source)
     values (@project_id, @key, @type, @of, @source)
     on conflict do update set type = excluded.type, of = excluded.of, source = excluded.source`,
  );

  return {
    createProject(project: NewProject): Project {
      const { project_id } = insertProject.get(project)!;
      return { ...project, id: project_id, revision: 0 };
    },

    changeProject(projectId: number, change: ProjectChange): Project | 'zone_in_use' {
      const { time_zone } = findProject.get(projectId)!;
      if (change.time_zone !== time_zone && hasDays.get(projectId)) return 'zone_in_use';
      updateProject.run({ ...change, project_id: projectId });
      return findProject.get(projectId)!;
    },

    createKey(key: NewKey): void {
      insertKey.run({ ...key, scopes: key.scopes.join(' ') });
    },

    declareTrait(projectId: number, trait: Trait): void {
      putTrait.run({ ...trait, project_id: projectId });
    },
  };
}
