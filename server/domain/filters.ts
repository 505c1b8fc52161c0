import type { Trait } from '../../shared/contract/traits.ts';
import { WHERE_PATTERN } from '../../shared/contract/report-filters.ts';
import type { MetricsQuery } from '../../shared/contract/reporting.ts';
import type { Kind } from '../../shared/contract/common.ts';
import { Problem } from '../../shared/problem.ts';
import { dayOrProblem } from './calendar-day.ts';
import type { DayRange, Project, ResponseFilter, Storage, StoredSurvey } from '../storage/storage.ts';

/** The filters that every report shares, resolved: what to count, and what of it to tell the caller. */
export interface ResolvedFilters {
  filter: ResponseFilter;
  kind: Kind;
  surveys: string[];
}

type FilterQuery = Omit<MetricsQuery, 'confidence' | 'respondents' | 'unit' | 'cluster' | 'compare'>;

/** Throws `invalid_request`, `unknown_survey`, `mixed_kinds`, `reversed_range` or `unknown_trait`. */
export async function resolveFilters(storage: Storage, project: Project, query: FilterQuery): Promise<ResolvedFilters> {
  const all = await storage.listSurveys(project.id);
  const surveys = query.survey === undefined ? ofKind(all, query.kind ?? 'relationship') : named(all, query.survey);
  const kind = oneKindOf(surveys, query.kind);
  return {
    kind,
    surveys: surveys.map(({ survey }) => survey.id),
    filter: {
      project_id: project.id,
      surveys: surveys.map(({ internal_id }) => internal_id),
      days: dayRange(query),
      traits: traitFilters(query, await storage.listTraits(project.id)),
      ...(query.channel !== undefined && { channel: query.channel }),
      ...(query.locale !== undefined && { locale: query.locale }),
      ...(query.account !== undefined && { account: query.account }),
      ...(query.touchpoint !== undefined && { touchpoint: query.touchpoint }),
      ...(query.identity === 'verified' && { identity: 'verified' as const }),
    },
  };
}

function ofKind(surveys: StoredSurvey[], kind: Kind): StoredSurvey[] {
  return surveys.filter(({ survey }) => survey.kind === kind);
}

function named(surveys: StoredSurvey[], ids: string | string[]): StoredSurvey[] {
  return [...new Set([ids].flat())].map((id) => {
    const found = surveys.find(({ survey }) => survey.id === id);
    if (!found) throw new Problem('unknown_survey');
    return found;
  });
}

function oneKindOf(surveys: StoredSurvey[], asked: Kind | undefined): Kind {
  const kinds = new Set(surveys.map(({ survey }) => survey.kind));
  if (asked !== undefined) kinds.add(asked);
  if (kinds.size > 1) throw new Problem('mixed_kinds');
  return [...kinds][0] ?? 'relationship';
}

function dayRange({ since, until }: FilterQuery): Partial<DayRange> {
  const start = since === undefined ? undefined : dayOrProblem(since, 'since');
  const last = until === undefined ? undefined : dayOrProblem(until, 'until');
  if (start !== undefined && last !== undefined && start > last) throw new Problem('reversed_range');
  return { ...(start !== undefined && { start }), ...(last !== undefined && { end: last + 1 }) };
}

const WHERE = new RegExp(WHERE_PATTERN);

function traitFilters(query: FilterQuery, declared: Trait[]): ResponseFilter['traits'] {
  return Object.entries(query).flatMap(([parameter, value]) => {
    const key = WHERE.exec(parameter)?.[1];
    if (key === undefined) return [];
    const trait = declared.find((declaration) => declaration.key === key);
    if (!trait) throw new Problem('unknown_trait', { errors: [{ path: parameter, message: 'is not declared' }] });
    return [{ trait, values: [value].flat().map((text) => traitValue(trait, text, parameter)) }];
  });
}

function traitValue({ type }: Trait, text: string, path: string): string | number | boolean {
  if (type === 'boolean') {
    if (text !== 'true' && text !== 'false') throw invalid(path, 'must be true or false');
    return text === 'true';
  }
  if (type === 'number') {
    const number = Number(text);
    if (text.trim() === '' || !Number.isFinite(number)) throw invalid(path, 'must be a number');
    return number;
  }
  return text;
}

function invalid(path: string, message: string): Problem {
  return new Problem('invalid_request', { errors: [{ path, message }] });
}
