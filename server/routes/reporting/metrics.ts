import { Metrics, MetricsQuery } from '../../../shared/contract/reporting.ts';
import type { App, Context } from '../../context.ts';
import { baselineRange, benchmarksOf } from '../../domain/reporting/benchmarks.ts';
import { comparisonOf, rangeToCompare } from '../../domain/reporting/comparison.ts';
import { measure, measurePairs, measureVerified, wholeRange } from '../../domain/reporting/measure.ts';
import { echoOf, resolveReport } from '../../domain/reporting/report.ts';
import { plainJson } from './plain-json.ts';
import { problemAnswers } from '../problem-answers.ts';
import { COMPARE_REFUSALS, REPORT_REFUSALS } from './refusals.ts';

export function metricsRoute(app: App, { storage }: Context): void {
  const schema = {
    summary: 'The NPS of a range, with its margin',
    description: 'Compared with another range when `compare` names one, and beside the benchmarks of `/v1/levels`.',
    tags: ['reporting'],
    querystring: MetricsQuery,
    response: { 200: Metrics, ...problemAnswers(400, 401, 403, ...REPORT_REFUSALS, ...COMPARE_REFUSALS) },
  };
  app.get(
    '/metrics',
    { schema, serializerCompiler: plainJson, config: { scope: 'read' } },
    async (request): Promise<Metrics> => {
      const { project, query } = request;
      const report = await resolveReport(storage, project, query);
      const { settings } = project;
      const other = query.compare === undefined ? undefined : await rangeToCompare(storage, report, query.compare);
      const baseline = baselineRange(settings);

      const range = wholeRange(report.filter.days);
      const verified = await measureVerified(storage, report, range);
      const ofBaseline = baseline ? (await measure(storage, report, [baseline]))[0]!.metric : undefined;
      const [pair] = await measurePairs(storage, report, [range], [other ?? null]);
      return {
        ...echoOf(report),
        ...pair!.current.metric,
        verified,
        ...(other !== undefined && comparisonOf(pair!, report.counting.confidence)),
        benchmarks: benchmarksOf(settings, ofBaseline),
      };
    },
  );
}
