import type { Trait } from '../../../../shared/contract/traits.ts';
import type { Database } from 'better-sqlite3';
import type { NewProject, Project, ProjectChange } from '../../storage.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/project-settings.ts';
import { PROJECT_COLUMNS, projectOf, type ProjectRow } from '../project-row.ts';

/** Projects and the traits they declare. */
export function tenantWrites(db: Database) {
  const insertProject = db.prepare<NewProject, { project_id: number }>(
    `insert into project (public_id, public_key, name, mode, time_zone, created_at)
     values (@public_id, @public_key, @name, @mode, @time_zone, @created_at)
     returning project_id`,
  );
  const findProject = db.prepare<[number], ProjectRow>(`select ${PROJECT_COLUMNS} from project where project_id = ?`);
  const hasDays = db.prepare<[number], { day: number }>(`select day from display where project_id = ? limit 1`);
  const updateProject = db.prepare(
    `update project
     set name = @name, time_zone = @time_zone, settings = @settings, revision = revision + 1
     where project_id = @project_id`,
  );
  const putTrait = db.prepare(
    `insert into trait (project_id, key, type, of, source)
     values (@project_id, @key, @type, @of, @source)
     on conflict do update set type = excluded.type, of = excluded.of, source = excluded.source`,
  );

  return {
    createProject(project: NewProject): Project {
      const { project_id } = insertProject.get(project)!;
      return { ...project, id: project_id, revision: 0, settings: DEFAULT_SETTINGS };
    },

    changeProject(projectId: number, change: ProjectChange): Project | 'zone_in_use' {
      const project = projectOf(findProject.get(projectId)!);
      const { name = project.name, time_zone = project.time_zone } = change;
      const settings = { ...project.settings, ...change.settings };
      const countsAnew =
        time_zone !== project.time_zone || settings.fiscal_start_month !== project.settings.fiscal_start_month;
      if (countsAnew && hasDays.get(projectId)) return 'zone_in_use';
      updateProject.run({ project_id: projectId, name, time_zone, settings: JSON.stringify(settings) });
      return projectOf(findProject.get(projectId)!);
    },

    declareTrait(projectId: number, trait: Trait): void {
      putTrait.run({ ...trait, project_id: projectId });
    },
  };
}
