import type { CalendarOptions } from '../../../shared/calendar/bucket.ts';
import { dateOfDay } from '../../../shared/calendar/day.ts';
import type { EchoedRange } from '../../../shared/contract/metric.ts';
import type { MetricsQuery } from '../../../shared/contract/reporting.ts';
import type { Project, Storage } from '../../storage/storage.ts';
import { resolveFilters, type ResolvedFilters } from '../filters.ts';
import { countingOf } from './counting.ts';
import type { Report } from './measure.ts';
import type { Yardsticks } from './metric.ts';

export interface ResolvedReport extends Report, ResolvedFilters {
  project: Project;
}

type ReportQuery = Omit<MetricsQuery, 'compare'>;

/** What to count and how; throws as `resolveFilters` does. */
export async function resolveReport(storage: Storage, project: Project, query: ReportQuery): Promise<ResolvedReport> {
  const filters = await resolveFilters(storage, project, query);
  const counting = countingOf(query);
  return { ...filters, project, counting, yardsticks: await yardsticksOf(storage, project, counting.unit) };
}

async function yardsticksOf(storage: Storage, project: Project, unit: 'respondent' | 'account'): Promise<Yardsticks> {
  const { levels, revenue_trait } = project.settings;
  if (unit !== 'account' || revenue_trait === null) return { levels };
  const revenues = await storage.accountNumbers(project.id, revenue_trait);
  return { levels, revenueOf: (account) => revenues.get(account) };
}

export function calendarOf({ settings }: Project): CalendarOptions {
  return { hemisphere: settings.hemisphere, fiscalStart: settings.fiscal_start_month };
}

/** What was counted, in the caller's terms: a number without its range and zone cannot be checked. */
export function echoOf({ project, filter, kind, surveys, counting }: ResolvedReport): EchoedRange {
  const { start, end } = filter.days;
  return {
    time_zone: project.time_zone,
    since: start === undefined ? null : dateOfDay(start),
    until: end === undefined ? null : dateOfDay(end - 1),
    kind,
    surveys,
    respondents: counting.respondents,
    unit: counting.unit,
    cluster: counting.cluster,
    identity: filter.identity ?? 'any',
  };
}

/** The same where nothing is chosen about counting. */
export function withoutCounting(report: ResolvedReport): Omit<EchoedRange, 'respondents' | 'unit' | 'cluster'> {
  const { respondents: _respondents, unit: _unit, cluster: _cluster, ...echo } = echoOf(report);
  return echo;
}
