import { Acknowledgement, Dismissal, ResponsePath } from '../../../shared/contract/collector.ts';
import { Problem } from '../../../shared/problem.ts';
import type { App, Context } from '../../context.ts';
import { timeIn } from '../../domain/test-clock.ts';
import { isWriteToken } from '../../domain/write-token.ts';
import { problemAnswers } from '../problem-answers.ts';
import { projectOf } from './project-of.ts';

export function dismissalRoute(app: App, context: Context): void {
  const schema = {
    summary: 'End a display without an answer',
    description: '`not_drawn` gives the claim back: nobody saw it, so nobody rests.',
    tags: ['collector'],
    params: ResponsePath,
    body: Dismissal,
    response: { 200: Acknowledgement, ...problemAnswers(400, 'bad_write_token', 'not_found', 'unknown_project') },
  };
  app.post('/displays/:id/dismissal', { schema }, async (request): Promise<Acknowledgement> => {
    const project = await projectOf(context, request.params.public_key);
    const { id } = request.params;
    const { write_token, reason, never_again = false } = request.body;
    if (!isWriteToken(write_token, context.secret, project.public_id, id)) throw new Problem('bad_write_token');

    const dismissal = {
      project_id: project.id,
      display_id: id,
      reason,
      never_again,
      now: timeIn(project, request, context),
    };
    if ((await context.storage.dismissDisplay(dismissal)) === 'unknown_display') throw new Problem('bad_write_token');
    return { id };
  });
}
