import { bucketsIn, type Bucket as CalendarBucket } from '../../../shared/calendar/bucket.ts';
import { dateOfDay } from '../../../shared/calendar/day.ts';
import { dayOfInstant } from '../../../shared/calendar/zone.ts';
import { Series, SeriesQuery, type Bucket } from '../../../shared/contract/reporting.ts';
import type { App, Context } from '../../context.ts';
import { confidenceOf } from '../../domain/confidence.ts';
import { resolveFilters } from '../../domain/filters.ts';
import { metricsOf } from '../../domain/metric.ts';
import type { DayRange } from '../../storage/storage.ts';
import { problemAnswers } from '../problem-answers.ts';
import { echoedRange } from './echoed-range.ts';

export function seriesRoute(app: App, { storage, now }: Context): void {
  const schema = {
    summary: 'The NPS bucket by bucket',
    description:
      'Empty buckets are present. Without `since` the series begins with the first answer, without `until` it ends today.',
    tags: ['reporting'],
    querystring: SeriesQuery,
    response: { 200: Series, ...problemAnswers(400, 401, 403, 404, 422) },
  };
  app.get('/metrics/series', { schema, config: { scope: 'read' } }, async (request): Promise<Series> => {
    const { project, query } = request;
    const filters = await resolveFilters(storage, project, query);
    const today = dayOfInstant(now(), project.time_zone);
    const { start = (await storage.findFirstDay(filters.filter)) ?? today, end = today + 1 } = filters.filter.days;
    const range = { start: Math.min(start, end - 1), end };

    const buckets = bucketsIn(range, query.bucket);
    const counted = buckets.map((bucket) => within(bucket, range));
    const metrics = await metricsOf(storage, filters.filter, confidenceOf(query.confidence), counted);
    const data = buckets.map((bucket, i): Bucket => ({
      label: bucket.label,
      since: dateOfDay(counted[i]!.start),
      until: dateOfDay(counted[i]!.end - 1),
      partial: isCut(bucket, range) || (bucket.start <= today && today < bucket.end),
      ...metrics[i]!,
    }));
    return {
      ...echoedRange(project, { ...filters, filter: { ...filters.filter, days: range } }),
      bucket: query.bucket,
      data,
    };
  });
}

function within(bucket: CalendarBucket, range: DayRange): DayRange {
  return { start: Math.max(bucket.start, range.start), end: Math.min(bucket.end, range.end) };
}

function isCut(bucket: CalendarBucket, range: DayRange): boolean {
  return bucket.start < range.start || bucket.end > range.end;
}
