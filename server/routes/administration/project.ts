import { isZone } from '../../../shared/calendar/zone.ts';
import { Project, ProjectChange } from '../../../shared/contract/project.ts';
import { Problem } from '../../../shared/problem.ts';
import type { App, Context } from '../../context.ts';
import type { Project as StoredProject } from '../../storage/storage.ts';
import { problemAnswers } from '../problem-answers.ts';

const config = { scope: 'admin' } as const;
const tags = ['administration'];

export function projectRoutes(app: App, { storage }: Context): void {
  const read = { summary: 'The project of this key', tags, response: { 200: Project, ...problemAnswers(401, 403) } };
  app.get('/project', { schema: read, config }, async ({ project }) => answerOf(project));

  const change = {
    summary: 'Change the project of this key',
    description: 'The time zone only until the first display: days that were counted stay what they are.',
    tags,
    body: ProjectChange,
    response: { 200: Project, ...problemAnswers(400, 401, 403, 409) },
  };
  app.patch('/project', { schema: change, config }, async ({ project, body }) => {
    const { name = project.name, time_zone = project.time_zone } = body;
    if (!isZone(time_zone)) {
      throw new Problem('invalid_request', { errors: [{ path: '/time_zone', message: 'is not a time zone' }] });
    }
    const changed = await storage.changeProject(project.id, { name: name.trim(), time_zone });
    if (changed === 'zone_in_use') throw new Problem('zone_in_use');
    return answerOf(changed);
  });
}

function answerOf({ public_id, name, mode, time_zone, public_key, created_at }: StoredProject): Project {
  return { id: public_id, name, mode, time_zone, public_key, created_at: new Date(created_at).toISOString() };
}
