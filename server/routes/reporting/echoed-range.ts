import { dateOfDay } from '../../../shared/calendar/day.ts';
import type { Metrics } from '../../../shared/contract/reporting.ts';
import type { ResolvedFilters } from '../../domain/filters.ts';
import type { Project } from '../../storage/storage.ts';

type Echo = Pick<Metrics, 'time_zone' | 'since' | 'until' | 'kind' | 'surveys'>;

/** What was counted, in the caller's terms: a number without its range and zone cannot be checked. */
export function echoedRange(project: Project, { filter, kind, surveys }: ResolvedFilters): Echo {
  const { start, end } = filter.days;
  return {
    time_zone: project.time_zone,
    since: start === undefined ? null : dateOfDay(start),
    until: end === undefined ? null : dateOfDay(end - 1),
    kind,
    surveys,
  };
}
