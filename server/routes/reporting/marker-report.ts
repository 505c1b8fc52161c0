import { dateOfDay } from '../../../shared/calendar/day.ts';
import { Strict } from '../../../shared/contract/common.ts';
import { MarkerId, MarkerQuery, MarkerReport } from '../../../shared/contract/markers.ts';
import { Problem } from '../../../shared/problem.ts';
import type { App, Context } from '../../context.ts';
import { differenceBetween } from '../../domain/reporting/comparison.ts';
import { markerAnswer, periodsAround } from '../../domain/reporting/marker.ts';
import { measure, measurePairs, type Measured } from '../../domain/reporting/measure.ts';
import { echoOf, resolveReport } from '../../domain/reporting/report.ts';
import { problemAnswers } from '../problem-answers.ts';

export function markerReportRoute(app: App, { storage }: Context): void {
  const schema = {
    summary: 'A marker, with the numbers before, during and after it',
    tags: ['reporting'],
    params: Strict({ id: MarkerId }),
    querystring: MarkerQuery,
    response: {
      200: MarkerReport,
      ...problemAnswers(400, 401, 403, 'not_found', 'unknown_marker', 'unknown_survey', 'unknown_trait', 'mixed_kinds'),
    },
  };
  app.get('/markers/:id', { schema, config: { scope: 'read' } }, async (request): Promise<MarkerReport> => {
    const { project, params, query } = request;
    const marker = (await storage.listMarkers(project.id)).find(({ id }) => id === params.id);
    if (!marker) throw new Problem('unknown_marker');

    const { days, ...shared } = query;
    const report = await resolveReport(storage, project, shared);
    const periods = periodsAround(marker, days === undefined ? undefined : Number(days));
    const [around] = await measurePairs(storage, report, [periods.after], [periods.before]);
    const { current: after, previous: before } = around!;
    const [during] = await measure(storage, report, [periods.during]);
    const { since: _since, until: _until, ...echo } = echoOf(report);
    return {
      ...echo,
      ...markerAnswer(marker),
      before: periodOf(before!),
      during: periodOf(during!),
      after: periodOf(after),
      change: differenceBetween(after.counted, before!.counted, before!.shared, report.counting.confidence),
    };
  });
}

function periodOf({ range, metric }: Measured): MarkerReport['before'] {
  return { since: dateOfDay(range.start), until: dateOfDay(range.end - 1), ...metric };
}
