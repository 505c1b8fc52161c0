import type { Project, Storage } from '../storage/storage.ts';
import { CommandError } from './command.ts';

/** The project that was named, or the only one there is. */
export async function chosenProject(storage: Storage, id: string | undefined): Promise<Project> {
  const projects = await storage.listProjects();
  if (projects.length === 0) throw new CommandError('There is no project yet: run `elleve init` first.');
  if (id === undefined) {
    const [only, ...others] = projects;
    if (others.length > 0) throw new CommandError('There are several projects: name one with --project prj_….');
    return only!;
  }
  const found = projects.find((project) => project.public_id === id);
  if (!found) throw new CommandError('--project names no project of this database.');
  return found;
}
