import type { Static } from 'typebox';
import { dayOfInstant } from '../../../shared/calendar/zone.ts';
import { Acknowledgement, NewResponse, ProjectPath } from '../../../shared/contract/collector.ts';
import { Problem } from '../../../shared/problem.ts';
import type { App, Context } from '../../context.ts';
import { keptComment } from '../../domain/kept-comment.ts';
import { timeIn } from '../../domain/test-clock.ts';
import { isWriteToken } from '../../domain/write-token.ts';
import type { Project, ResponseRecord } from '../../storage/storage.ts';
import { problemAnswers } from '../problem-answers.ts';
import { projectOf } from './project-of.ts';

export function responseRoute(app: App, context: Context): void {
  const schema = {
    summary: 'Record an answer, once',
    description: '201 when it is on disk; the same id with the same body again answers 200 and changes nothing.',
    tags: ['collector'],
    params: ProjectPath,
    body: NewResponse,
    response: {
      200: Acknowledgement,
      201: Acknowledgement,
      ...problemAnswers(400, 'bad_write_token', 'not_found', 'unknown_project', 'id_reused', 'display_answered'),
    },
  };
  app.post('/responses', { schema }, async (request, reply): Promise<Acknowledgement> => {
    const project = await projectOf(context, request.params.public_key);
    const { id, display_id, write_token } = request.body;
    if (!isWriteToken(write_token, context.secret, project.public_id, display_id)) throw new Problem('bad_write_token');

    const outcome = await context.storage.recordResponse(
      recordOf(project, request.body, timeIn(project, request, context)),
    );
    if (outcome === 'id_reused' || outcome === 'display_answered') throw new Problem(outcome);
    // A display that is gone, although its token is right, was erased together with its person.
    if (outcome === 'unknown_display') throw new Problem('bad_write_token');
    reply.code(outcome === 'created' ? 201 : 200);
    return { id };
  });
}

function recordOf(project: Project, body: Static<typeof NewResponse>, receivedAt: number): ResponseRecord {
  const respondedAt = receivedAt - (body.answered_ms_ago ?? 0);
  return {
    project_id: project.id,
    response_id: body.id,
    display_id: body.display_id,
    channel: 'widget',
    score: body.score,
    comment: body.comment === undefined ? null : keptComment(project, body.comment),
    contact_ok: body.contact_ok ?? null,
    responded_at: respondedAt,
    received_at: receivedAt,
    day: dayOfInstant(respondedAt, project.time_zone),
  };
}
