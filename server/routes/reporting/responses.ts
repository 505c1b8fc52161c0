import {
  NewExclusion,
  Response,
  ResponseList,
  ResponsePathOfKey,
  ResponsesQuery,
  TagsBody,
} from '../../../shared/contract/responses.ts';
import { Problem } from '../../../shared/problem.ts';
import type { App, Context } from '../../context.ts';
import { cursorOf, placeOfCursor } from '../../domain/list-cursor.ts';
import { listFilterOf } from '../../domain/list-filter.ts';
import { responseAnswer } from '../../domain/response-answer.ts';
import type { ListWalk } from '../../storage/storage.ts';
import { problemAnswers } from '../problem-answers.ts';
import { REPORT_REFUSALS } from './refusals.ts';

const PAGE_SIZE = 50;
const admin = { scope: 'admin' } as const;

export function responseRoutes(app: App, { storage, now }: Context): void {
  async function find(projectId: number, id: string): Promise<Response> {
    const found = await storage.findResponse(projectId, id);
    if (!found) throw new Problem('unknown_response');
    return responseAnswer(found);
  }

  const list = {
    summary: 'Responses, newest first',
    description:
      '`next_cursor` leads to the page after; it stays right while answers come in. `null` on the last page. With `updated_since` in the order of their last change, earliest first.',
    tags: ['reporting'],
    querystring: ResponsesQuery,
    response: { 200: ResponseList, ...problemAnswers(400, 401, 403, ...REPORT_REFUSALS, 'invalid_cursor') },
  };
  app.get('/responses', { schema: list, config: { scope: 'read' } }, async ({ project, query }) => {
    const { limit, cursor, ...asked } = query;
    const { updated_since, ...filters } = asked;
    const askedList = { project: project.public_id, query: asked };
    const filter = await listFilterOf(storage, project, filters);
    const walk: ListWalk = updated_since === undefined ? { order: 'newest' } : changesSince(updated_since);
    const after = cursor === undefined ? undefined : placeOfCursor(cursor, askedList);

    const size = limit === undefined ? PAGE_SIZE : Number(limit);
    const { responses, next } = await storage.listResponses(filter, { ...walk, after }, size);
    return { data: responses.map(responseAnswer), next_cursor: next ? cursorOf(next, askedList) : null };
  });

  const read = {
    summary: 'One response',
    tags: ['reporting'],
    params: ResponsePathOfKey,
    response: { 200: Response, ...problemAnswers(401, 403, 'not_found', 'unknown_response') },
  };
  app.get('/responses/:id', { schema: read, config: { scope: 'read' } }, ({ project, params }) =>
    find(project.id, params.id),
  );

  const exclude = {
    summary: 'Take a response out of the numbers',
    description:
      'With a reason, such as a test by a colleague. It stays in the list and the audit; nothing is deleted.',
    tags: ['administration'],
    params: ResponsePathOfKey,
    body: NewExclusion,
    response: { 200: Response, ...problemAnswers(400, 401, 403, 'not_found', 'unknown_response') },
  };
  app.post('/responses/:id/exclusion', { schema: exclude, config: admin }, async (request) => {
    await setExclusion(request, request.body.reason.trim());
    return find(request.project.id, request.params.id);
  });

  const restore = {
    summary: 'Bring a response back into the numbers',
    tags: ['administration'],
    params: ResponsePathOfKey,
    response: { 200: Response, ...problemAnswers(401, 403, 'not_found', 'unknown_response') },
  };
  app.delete('/responses/:id/exclusion', { schema: restore, config: admin }, async (request) => {
    await setExclusion(request, null);
    return find(request.project.id, request.params.id);
  });

  async function setExclusion({ project, params, actor }: Asked, reason: string | null): Promise<void> {
    const exclusion = { project_id: project.id, response_id: params.id, reason, actor, now: now() };
    if ((await storage.setExclusion(exclusion)) === 'unknown_response') throw new Problem('unknown_response');
  }

  const tag = {
    summary: 'Replace the tags of a response',
    tags: ['administration'],
    params: ResponsePathOfKey,
    body: TagsBody,
    response: { 200: Response, ...problemAnswers(400, 401, 403, 'not_found', 'unknown_response') },
  };
  app.put('/responses/:id/tags', { schema: tag, config: admin }, async ({ project, params, body }) => {
    const tagging = { project_id: project.id, response_id: params.id, tags: body.tags, now: now() };
    if ((await storage.tagResponse(tagging)) === 'unknown_response') throw new Problem('unknown_response');
    return find(project.id, params.id);
  });
}

interface Asked {
  project: { id: number };
  params: { id: string };
  actor: string;
}

function changesSince(instant: string): ListWalk {
  return { order: 'updated', updatedSince: Date.parse(instant) };
}
