import { Problem } from '../../../shared/problem.ts';
import type { Context } from '../../context.ts';
import type { Project } from '../../storage/storage.ts';

export async function projectOf({ storage }: Context, publicKey: string): Promise<Project> {
  const project = await storage.findProjectByPublicKey(publicKey);
  if (!project) throw new Problem('unknown_project');
  return project;
}
