import { dateOfDay } from '../../../shared/calendar/day.ts';
import { dayOfInstant } from '../../../shared/calendar/zone.ts';
import { ExportQuery } from '../../../shared/contract/responses.ts';
import type { App, Context } from '../../context.ts';
import { CONTENT_TYPES, exportResponses } from '../../domain/export/export-responses.ts';
import { listFilterOf } from '../../domain/list-filter.ts';
import { problemAnswers } from '../problem-answers.ts';
import { sendBytes } from '../send-bytes.ts';
import { REPORT_REFUSALS } from './refusals.ts';

export function exportRoute(app: App, { storage, now }: Context): void {
  const schema = {
    summary: 'All responses as one file, earliest first',
    description:
      'CSV for spreadsheets: UTF-8 with a byte order mark, comma, RFC 4180, one column per declared trait; a text that begins like a formula has an apostrophe in front. NDJSON for programs: one response per line. A file that could not be finished ends without the last chunk, which every HTTP client reports.',
    tags: ['reporting'],
    querystring: ExportQuery,
    produces: ['text/csv', 'application/x-ndjson'],
    response: {
      200: {
        description: 'The file',
        content: { 'text/csv': { schema: { type: 'string' } }, 'application/x-ndjson': { schema: { type: 'string' } } },
      },
      ...problemAnswers(400, 401, 403, ...REPORT_REFUSALS),
    },
  };
  app.get('/responses/export', { schema, config: { scope: 'export' } }, async ({ method, project, query }, reply) => {
    const { format, ...filters } = query;
    const filter = await listFilterOf(storage, project, filters);
    const traits = await storage.listTraits(project.id);
    const today = dateOfDay(dayOfInstant(now(), project.time_zone));
    reply
      .type(CONTENT_TYPES[format])
      .header('content-disposition', `attachment; filename="responses-${today}.${format}"`)
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff');
    // Whoever asks for the head alone gets no body, and nothing is read for it.
    if (method === 'HEAD') return reply.send('');
    await sendBytes(reply, exportResponses(storage, filter, format, traits));
    return reply;
  });
}
