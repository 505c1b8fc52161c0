import { DEFAULT_SETTINGS, type ProjectSettings } from '../../../shared/project-settings.ts';
import type { Project } from '../storage.ts';

/** A project as the rest of the server sees it, but for its settings, which are read and written whole. */
export const PROJECT_COLUMNS =
  'project_id as id, public_id, public_key, name, mode, time_zone, revision, settings, created_at';

export type ProjectRow = Omit<Project, 'settings'> & { settings: string };

export function projectOf({ settings, ...row }: ProjectRow): Project {
  return { ...row, settings: { ...DEFAULT_SETTINGS, ...(JSON.parse(settings) as Partial<ProjectSettings>) } };
}
