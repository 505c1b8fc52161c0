import { Metrics, MetricsQuery } from '../../../shared/contract/reporting.ts';
import type { App, Context } from '../../context.ts';
import { confidenceOf } from '../../domain/confidence.ts';
import { resolveFilters } from '../../domain/filters.ts';
import { metricsOf } from '../../domain/metric.ts';
import { problemAnswers } from '../problem-answers.ts';
import { echoedRange } from './echoed-range.ts';

export function metricsRoute(app: App, { storage }: Context): void {
  const schema = {
    summary: 'The NPS of a range, with its margin',
    tags: ['reporting'],
    querystring: MetricsQuery,
    response: { 200: Metrics, ...problemAnswers(400, 401, 403, 404, 422) },
  };
  app.get('/metrics', { schema, config: { scope: 'read' } }, async (request): Promise<Metrics> => {
    const { project, query } = request;
    const filters = await resolveFilters(storage, project, query);
    const [metric] = await metricsOf(storage, filters.filter, confidenceOf(query.confidence));
    return { ...echoedRange(project, filters), ...metric! };
  });
}
