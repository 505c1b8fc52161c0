import { FlaggedBody, FlaggedCount } from '../../../shared/contract/flagged.ts';
import { FLAGS } from '../../../shared/flags.ts';
import type { App, Context } from '../../context.ts';
import { problemAnswers } from '../problem-answers.ts';

const config = { scope: 'admin' } as const;
const tags = ['administration'];

export function flaggedRoutes(app: App, { storage, now }: Context): void {
  const exclude = {
    summary: 'Take flagged responses out of the numbers',
    description: 'All that count and have one of the flags; nothing is deleted, and all of it can be brought back.',
    tags,
    body: FlaggedBody,
    response: { 200: FlaggedCount, ...problemAnswers(400, 401, 403) },
  };
  app.post('/responses/flagged/exclusion', { schema: exclude, config }, async ({ project, actor, body }) => {
    const flags = body.flags ?? [...FLAGS];
    return {
      response_count: await storage.excludeFlagged({ project_id: project.id, flags, exclude: true, actor, now: now() }),
    };
  });

  const restore = {
    summary: 'Bring flagged responses back into the numbers',
    description: 'Those that were taken out because they are flagged; one that somebody took out by itself stays out.',
    tags,
    response: { 200: FlaggedCount, ...problemAnswers(400, 401, 403) },
  };
  app.delete('/responses/flagged/exclusion', { schema: restore, config }, async ({ project, actor }) => {
    const flags = [...FLAGS];
    return {
      response_count: await storage.excludeFlagged({
        project_id: project.id,
        flags,
        exclude: false,
        actor,
        now: now(),
      }),
    };
  });
}
