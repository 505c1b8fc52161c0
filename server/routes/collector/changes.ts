import { Acknowledgement, ResponseChange, ResponsePath } from '../../../shared/contract/collector.ts';
import { Problem } from '../../../shared/problem.ts';
import type { App, Context } from '../../context.ts';
import { keptComment } from '../../domain/kept-comment.ts';
import { timeIn } from '../../domain/test-clock.ts';
import { isWriteToken } from '../../domain/write-token.ts';
import { problemAnswers } from '../problem-answers.ts';
import { projectOf } from './project-of.ts';

export function changeRoute(app: App, context: Context): void {
  const schema = {
    summary: 'Change an answer within 24 hours',
    description: 'A POST, because a browser sends a PATCH only after a preflight, which fails while a page goes away.',
    tags: ['collector'],
    params: ResponsePath,
    body: ResponseChange,
    response: {
      200: Acknowledgement,
      ...problemAnswers(400, 'bad_write_token', 'not_found', 'unknown_project', 'unknown_response', 'changes_closed'),
    },
  };
  app.post('/responses/:id/changes', { schema }, async (request): Promise<Acknowledgement> => {
    const { storage, secret } = context;
    const project = await projectOf(context, request.params.public_key);
    const { id } = request.params;
    const { write_token, score, comment, contact_ok } = request.body;

    const display = await storage.findDisplayOf(project.id, id);
    if (display === undefined) throw new Problem('unknown_response');
    if (!isWriteToken(write_token, secret, project.public_id, display)) throw new Problem('bad_write_token');

    const outcome = await storage.changeResponse({
      project_id: project.id,
      response_id: id,
      score,
      comment: comment === undefined ? undefined : keptComment(project, comment),
      contact_ok,
      now: timeIn(project, request, context),
    });
    if (outcome === 'unknown_response') throw new Problem('unknown_response');
    if (outcome === 'closed') throw new Problem('changes_closed');
    return { id };
  });
}
