import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { ListFilter, ListPlace, ListWalk, ResponsePage } from '../../storage.ts';
import { StatementCache } from '../statement-cache.ts';
import { bytesOfUuid, uuidOfBytes } from '../uuid-bytes.ts';
import { commentSearch } from './comment-search.ts';
import { all, conditionOnResponses, type Condition } from './filter-sql.ts';
import { RESPONSES_OF_PAGE, storedResponse, type ResponseRow } from './responses.ts';

const DAY_MS = 86_400_000;
/** How many answers one look passes over: some milliseconds, which is as long as other requests wait. */
const LONGEST_LOOK = 4_000;

interface Order {
  column: 'responded_at' | 'updated_us';
  index: 'response_by_time' | 'response_by_update';
  direction: 'asc' | 'desc';
  beyond: '>' | '<';
  /** The other side of `beyond`, the place itself included. */
  upTo: '<=' | '>=';
}

const ORDERS: Record<ListWalk['order'], Order> = {
  newest: { column: 'responded_at', index: 'response_by_time', direction: 'desc', beyond: '<', upTo: '>=' },
  oldest: { column: 'responded_at', index: 'response_by_time', direction: 'asc', beyond: '>', upTo: '<=' },
  updated: { column: 'updated_us', index: 'response_by_update', direction: 'asc', beyond: '>', upTo: '<=' },
};

interface Place {
  at: number;
  response_id: Buffer;
}

/**
 * Walks the answers in the order of an index, one look at a time. A look passes over a bounded stretch, whatever the filter keeps of
 * it, so that a filter that keeps little costs many looks instead of one long one.
 */
export function responseList(db: Database) {
  const statements = new StatementCache(db);
  const search = commentSearch(db);

  return {
    async listResponses(filter: ListFilter, walk: ListWalk, limit: number): Promise<ResponsePage> {
      const order = ORDERS[walk.order];
      const found = filter.phrases && search(filter.phrases);
      const kept = all([conditionOnResponses(filter), ...(found ? [found.condition] : [])]);
      const rows: ResponseRow[] = [];

      let from = walk.after && placeOf(walk.after);
      // Few found by their words are looked up one by one: no need to pass over all the others.
      for (let length = found?.few ? Infinity : lookFor(limit); ; length = Math.min(2 * length, LONGEST_LOOK)) {
        const ahead = all([...boundsOf(filter, walk), ...(from ? [compare(order, order.beyond, from)] : [])]);
        const end = length === Infinity ? undefined : endOfLook(order, ahead, length);
        const stretch = all([ahead, ...(end ? [compare(order, order.upTo, end)] : []), kept]);
        // One more than asked tells whether there is a page after this one.
        rows.push(...rowsOf(order, stretch, limit + 1 - rows.length, length !== Infinity));
        if (rows.length > limit || !end) break;
        from = end;
        await setImmediate();
      }
      const responses = rows.slice(0, limit).map(storedResponse);
      return rows.length > limit ? { responses, next: listPlace(order, rows[limit - 1]!) } : { responses };
    },
  };

  /** The last place of the next `length` answers; `undefined` where no more than that are left. Reads the index alone. */
  function endOfLook(order: Order, ahead: Condition, length: number): Place | undefined {
    const place = statements.get<Place>(
      `select ${order.column} as at, response_id
       from response indexed by ${order.index}
       where ${ahead.sql}
       order by ${order.column} ${order.direction}, response_id ${order.direction}
       limit 1 offset ?`,
    );
    return place.get(...ahead.values, length - 1);
  }

  function rowsOf(order: Order, { sql, values }: Condition, limit: number, inOrder: boolean): ResponseRow[] {
    // The planner cannot know how short the stretch is, and would rather take all answers of a survey and sort them.
    const index = inOrder ? `indexed by ${order.index}` : '';
    const rows = statements.get<ResponseRow>(
      `with page as materialized (
         select *
         from response ${index}
         where ${sql}
         order by ${order.column} ${order.direction}, response_id ${order.direction}
         limit ?
       )
       ${RESPONSES_OF_PAGE}
       order by page.${order.column} ${order.direction}, page.response_id ${order.direction}`,
    );
    return rows.all(...values, limit);
  }
}

function lookFor(limit: number): number {
  return Math.min(LONGEST_LOOK, 4 * limit);
}

/** Where the walk can begin and end at all. A local day lies within a day of the UTC day of the same name, in every zone. */
function boundsOf(filter: ListFilter, { order, updatedSince }: ListWalk): Condition[] {
  const bounds: Condition[] = [{ sql: 'project_id = ?', values: [filter.project_id] }];
  const { start, end } = filter.days;
  if (order === 'updated') {
    if (updatedSince !== undefined) bounds.push({ sql: 'updated_us >= ?', values: [updatedSince * 1000] });
    return bounds;
  }
  if (start !== undefined) bounds.push({ sql: 'responded_at >= ?', values: [(start - 1) * DAY_MS] });
  if (end !== undefined) bounds.push({ sql: 'responded_at < ?', values: [(end + 1) * DAY_MS] });
  return bounds;
}

function compare({ column }: Order, sign: Order['beyond' | 'upTo'], { at, response_id }: Place): Condition {
  return { sql: `(${column}, response_id) ${sign} (?, ?)`, values: [at, response_id] };
}

function placeOf({ at, id }: ListPlace): Place {
  return { at, response_id: bytesOfUuid(id) };
}

function listPlace({ column }: Order, row: ResponseRow): ListPlace {
  return { at: row[column], id: uuidOfBytes(row.response_id) };
}
