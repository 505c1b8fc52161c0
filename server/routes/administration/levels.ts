import { Levels } from '../../../shared/contract/levels.ts';
import type { App, Context } from '../../context.ts';
import { levelsOrProblem } from '../../domain/reporting/levels.ts';
import { problemAnswers } from '../problem-answers.ts';

const tags = ['administration'];

export function levelRoutes(app: App, { storage }: Context): void {
  const read = {
    summary: 'What scores are held against',
    description: 'The levels applied to every number, the baseline of the team and the lines that others published.',
    tags,
    response: { 200: Levels, ...problemAnswers(401, 403) },
  };
  app.get('/levels', { schema: read, config: { scope: 'read' } }, async ({ project }): Promise<Levels> => {
    const { levels, baseline, references } = project.settings;
    return { levels, baseline, references };
  });

  const replace = {
    summary: 'Replace levels, baseline and reference lines',
    tags,
    body: Levels,
    response: { 200: Levels, ...problemAnswers(400, 401, 403, 'levels_not_ascending', 'reversed_range') },
  };
  app.put('/levels', { schema: replace, config: { scope: 'admin' } }, async ({ project, body }): Promise<Levels> => {
    const settings = levelsOrProblem(body);
    await storage.changeProject(project.id, { settings });
    return settings;
  });
}
