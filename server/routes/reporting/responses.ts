import { dateOfDay } from '../../../shared/calendar/day.ts';
import { ResponseList, ResponsesQuery, type Response } from '../../../shared/contract/reporting.ts';
import { categoryOf, scoresOf } from '../../../shared/nps.ts';
import type { App, Context } from '../../context.ts';
import { resolveFilters } from '../../domain/filters.ts';
import { cursorOf, placeOfCursor } from '../../domain/list-cursor.ts';
import type { ListFilter, StoredResponse } from '../../storage/storage.ts';
import { problemAnswers } from '../problem-answers.ts';

const PAGE_SIZE = 50;

export function responsesRoute(app: App, { storage }: Context): void {
  const schema = {
    summary: 'Responses, newest first',
    description:
      '`next_cursor` leads to the page after; it stays right while answers come in. `null` on the last page.',
    tags: ['reporting'],
    querystring: ResponsesQuery,
    response: { 200: ResponseList, ...problemAnswers(400, 401, 403, 404, 422) },
  };
  app.get('/responses', { schema, config: { scope: 'read' } }, async (request): Promise<ResponseList> => {
    const { project, query } = request;
    const { limit, cursor, ...asked } = query;
    const { category, has_comment, ...shared } = asked;
    const list = { project: project.public_id, query: asked };
    const filter: ListFilter = {
      ...(await resolveFilters(storage, project, shared)).filter,
      ...(category !== undefined && { scores: scoresOf(category) }),
      ...(has_comment !== undefined && { commented: has_comment === 'true' }),
    };
    const size = limit === undefined ? PAGE_SIZE : Number(limit);
    const after = cursor === undefined ? undefined : placeOfCursor(cursor, list);

    // One more than asked tells whether there is a page after this one.
    const rows = await storage.listResponses(filter, after, size + 1);
    const page = rows.slice(0, size);
    return { data: page.map(responseOf), next_cursor: rows.length > size ? cursorOf(page.at(-1)!, list) : null };
  });
}

function responseOf({ responded_at, changed_at, day, ...row }: StoredResponse): Response {
  return {
    ...row,
    category: categoryOf(row.score),
    responded_at: new Date(responded_at).toISOString(),
    changed_at: changed_at === null ? null : new Date(changed_at).toISOString(),
    day: dateOfDay(day),
  };
}
