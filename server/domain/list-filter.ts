import type { Category } from '../../shared/contract/common.ts';
import type { ExportQuery } from '../../shared/contract/responses.ts';
import { scoresOf } from '../../shared/nps.ts';
import { Problem } from '../../shared/problem.ts';
import type { ListFilter, Project, Storage } from '../storage/storage.ts';
import { resolveFilters } from './filters.ts';
import { searchPhrases } from './search-phrases.ts';

type ListQuery = Omit<ExportQuery, 'format'>;

/** Which answers a list or an export holds. Throws what `resolveFilters` throws. */
export async function listFilterOf(storage: Storage, project: Project, query: ListQuery): Promise<ListFilter> {
  const { category, min_score = '0', max_score = '10', has_comment, tag, excluded, q, ...shared } = query;
  const { filter } = await resolveFilters(storage, project, shared);
  return {
    ...filter,
    ...scoreRange(category, Number(min_score), Number(max_score)),
    ...(has_comment !== undefined && { commented: has_comment === 'true' }),
    ...(tag !== undefined && { tag }),
    ...(excluded === 'true' && { excluded: 'only' as const }),
    ...(excluded === 'any' && { excluded: 'any' as const }),
    ...(q !== undefined && { phrases: phrasesOf(q) }),
  };
}

function scoreRange(category: Category | undefined, min: number, max: number): Pick<ListFilter, 'scores'> {
  const { low, high } = category === undefined ? { low: 0, high: 10 } : scoresOf(category);
  const scores = { low: Math.max(low, min), high: Math.min(high, max) };
  return scores.low === 0 && scores.high === 10 ? {} : { scores };
}

function phrasesOf(q: string): string[] {
  const phrases = searchPhrases(q);
  if (phrases.length === 0) {
    throw new Problem('invalid_request', { errors: [{ path: 'q', message: 'holds no word to search for' }] });
  }
  return phrases;
}
