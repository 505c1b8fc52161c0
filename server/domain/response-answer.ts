import { dateOfDay } from '../../shared/calendar/day.ts';
import type { Response } from '../../shared/contract/responses.ts';
import { categoryOf } from '../../shared/nps.ts';
import type { StoredResponse } from '../storage/storage.ts';

/** A stored answer as lists and exports tell it. */
export function responseAnswer(stored: StoredResponse): Response {
  const { responded_at, changed_at, updated_at, day, excluded, tags, ...row } = stored;
  return {
    ...row,
    category: categoryOf(row.score),
    responded_at: instant(responded_at),
    changed_at: changed_at === null ? null : instant(changed_at),
    updated_at: instant(updated_at),
    day: dateOfDay(day),
    tags,
    excluded: excluded !== null,
    exclusion_reason: excluded,
  };
}

function instant(time: number): string {
  return new Date(time).toISOString();
}
