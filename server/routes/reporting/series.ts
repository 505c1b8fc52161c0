import { dayOfInstant } from '../../../shared/calendar/zone.ts';
import { Series, SeriesQuery } from '../../../shared/contract/reporting.ts';
import type { App, Context } from '../../context.ts';
import { countedBuckets } from '../../domain/reporting/buckets.ts';
import { markerAnswer } from '../../domain/reporting/marker.ts';
import { calendarOf, echoOf, resolveReport, type ResolvedReport } from '../../domain/reporting/report.ts';
import { seriesOf } from '../../domain/reporting/series.ts';
import type { DayRange, Marker, Storage } from '../../storage/storage.ts';
import { plainJson } from './plain-json.ts';
import { problemAnswers } from '../problem-answers.ts';
import { REPORT_REFUSALS } from './refusals.ts';

export function seriesRoute(app: App, { storage, now }: Context): void {
  const schema = {
    summary: 'The NPS bucket by bucket',
    description:
      'Empty buckets are present. Without `since` the series begins with the first display or answer, without `until` it ends today.',
    tags: ['reporting'],
    querystring: SeriesQuery,
    response: {
      200: Series,
      ...problemAnswers(400, 401, 403, ...REPORT_REFUSALS, 'too_many_buckets'),
    },
  };
  app.get(
    '/metrics/series',
    { schema, serializerCompiler: plainJson, config: { scope: 'read' } },
    async (request): Promise<Series> => {
      const { project, query } = request;
      const asked = await resolveReport(storage, project, query);
      const today = dayOfInstant(now(), project.time_zone);
      const range = await rangeOf(storage, asked, today);
      const report = { ...asked, filter: { ...asked.filter, days: range } };
      const buckets = countedBuckets(range, query.bucket, today, calendarOf(project));

      return {
        ...echoOf(report),
        bucket: query.bucket,
        data: await seriesOf(storage, report, buckets, query.compare),
        series: await Promise.all(
          separateSurveys(report, query).map(async (one) => ({
            survey_id: one.surveys[0]!,
            data: await seriesOf(storage, one, buckets, query.compare),
          })),
        ),
        markers: (await storage.listMarkers(project.id)).filter((marker) => touches(marker, range)).map(markerAnswer),
      };
    },
  );
}

async function rangeOf(storage: Storage, { filter }: ResolvedReport, today: number): Promise<DayRange> {
  const { end = today + 1 } = filter.days;
  const { start = (await storage.findFirstDay(filter)) ?? today } = filter.days;
  return { start: Math.min(start, end - 1), end };
}

/** One report for each survey, when the caller named several. */
function separateSurveys(report: ResolvedReport, { survey }: SeriesQuery): ResolvedReport[] {
  if (!Array.isArray(survey) || report.surveys.length < 2) return [];
  return report.surveys.map((id, place) => ({
    ...report,
    surveys: [id],
    filter: { ...report.filter, surveys: [report.filter.surveys[place]!] },
  }));
}

function touches({ start, end }: Marker, range: DayRange): boolean {
  return start < range.end && (end ?? start + 1) > range.start;
}
