import type { ListFilter, ListWalk } from '../../storage.ts';
import type { Condition } from './filter-sql.ts';

const DAY_MS = 86_400_000;

/** An index to walk along, and the part of it where the walk can find anything at all. */
export interface Order {
  index: 'response_by_time' | 'response_by_update';
  column: 'responded_at' | 'updated_us';
  direction: 'asc' | 'desc';
  bounds: Condition[];
}

export function orderOf(
  filter: ListFilter,
  { order, updatedSince }: Omit<ListWalk, 'order'> & { order: AnyOrder },
): Order {
  const bounds: Condition[] = [{ sql: 'project_id = ?', values: [filter.project_id] }];
  if (order === 'updated') {
    if (updatedSince !== undefined) bounds.push({ sql: 'updated_us >= ?', values: [updatedSince * 1000] });
    return { index: 'response_by_update', column: 'updated_us', direction: 'asc', bounds };
  }

  bounds.push(...timesOf(filter));
  return { index: 'response_by_time', column: 'responded_at', direction: order === 'newest' ? 'desc' : 'asc', bounds };
}

/** Whether the index can tell the moments of what comes first: it knows the latest, and only those that count. */
export function areMomentsKnown({ excluded }: ListFilter, { index, direction }: Order): boolean {
  return index === 'response_by_time' && direction === 'desc' && excluded === undefined;
}

export type AnyOrder = ListWalk['order'] | 'oldest';

/** A local day lies within a day of the UTC day of the same name, in every zone. */
function timesOf({ days: { start, end } }: ListFilter): Condition[] {
  const times: Condition[] = [];
  if (start !== undefined) times.push({ sql: 'responded_at >= ?', values: [(start - 1) * DAY_MS] });
  if (end !== undefined) times.push({ sql: 'responded_at < ?', values: [(end + 1) * DAY_MS] });
  return times;
}
