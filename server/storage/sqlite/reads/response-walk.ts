import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { ListFilter } from '../../storage.ts';
import { MOMENT_MS } from '../index/answer-word.ts';
import { StatementCache } from '../statement-cache.ts';
import { candidateReads, type Candidates, type TellLatest } from './candidates.ts';
import { all, conditionOnResponses, type Condition } from './filter-sql.ts';
import type { Order } from './response-order.ts';

/** How many answers one look passes over: some milliseconds, which is as long as other requests wait. */
const LONGEST_LOOK = 4_000;

/** By the primary key. */
const RESPONSE_BY_ID = 'response indexed by sqlite_autoindex_response_1';

export interface Place {
  at: number;
  response_id: Buffer;
}

export interface Walk {
  order: Order;
  kept: Condition;
  candidates: Candidates;
  /** Columns of `response`. */
  columns: string;
  /** Tells more about the rows of `page`, which is cut before anything is joined; empty where the columns are enough. */
  told: string;
}

export function walkOf(
  filter: ListFilter,
  order: Order,
  candidates: Candidates,
  { columns, told = '' }: { columns: string; told?: string },
): Walk {
  return { order, candidates, columns, told, kept: all([conditionOnResponses(filter), candidates.condition]) };
}

export type ResponseWalk = ReturnType<typeof responseWalk>;

/**
 * Walks the answers in the order of an index, one look at a time. A look passes over a bounded stretch, whatever the filter keeps of
 * it, so that a filter that keeps little costs many looks instead of one long one.
 */
export function responseWalk(db: Database, latest: TellLatest) {
  const statements = new StatementCache(db);
  return { candidatesOf: candidateReads(db, latest), nextRows, rowsAt, stretch };

  /** The next `limit` rows beyond a place; fewer only at the end. */
  async function nextRows<Row>(walk: Walk, after: Place | undefined, limit: number): Promise<Row[]> {
    const { order } = walk;
    const rows: Row[] = [];
    let from = after;
    for (let length = 4 * limit; ; length *= 2) {
      const ahead = all([...order.bounds, ...(from ? [beyond(order, from)] : [])]);
      const end = walk.candidates.few ? undefined : endOfLook(order, ahead, Math.min(length, LONGEST_LOOK));
      rows.push(...rowsOf<Row>(walk, all([ahead, ...(end ? [upTo(order, end)] : [])]), limit - rows.length));
      if (rows.length >= limit || !end) return rows;
      from = end;
      await setImmediate();
    }
  }

  /** The latest rows, beyond a place, among those of some moments: these are looked up, and nothing is passed over. */
  function rowsAt<Row>(
    { order, kept, told, columns }: Walk,
    after: Place | undefined,
    moments: number[],
    limit: number,
  ): Row[] {
    const { sql, values } = all([...order.bounds, kept, ...(after ? [beyond(order, after)] : [])]);
    const rows = statements.get<Row>(
      `with page as materialized (
         select ${columns}
         from json_each(?) as moment
         cross join response indexed by response_by_time
         where responded_at between moment.value and moment.value + ${MOMENT_MS - 1}
           and ${sql}
         order by responded_at desc, response_id desc
         limit ?
       )
       ${told}
       order by page.responded_at desc, page.response_id desc`,
    );
    return rows.all(JSON.stringify(moments), ...values, limit);
  }

  /** The last place of the next `length` answers; `undefined` where no more than that are left. Reads the index alone. */
  function endOfLook({ index, column, direction }: Order, ahead: Condition, length: number): Place | undefined {
    const place = statements.get<Place>(
      `select ${column} as at, response_id
       from response indexed by ${index}
       where ${ahead.sql}
       order by ${column} ${direction}, response_id ${direction}
       limit 1 offset ?`,
    );
    return place.get(...ahead.values, length - 1);
  }

  /** What to ask for the rows among the next `length` answers, all of them, and where these end; `undefined` at the end of all. */
  function stretch(walk: Walk, after: Place | undefined, length: number): Question & { end: Place | undefined } {
    const { order, candidates } = walk;
    const ahead = all([...order.bounds, ...(after ? [beyond(order, after)] : [])]);
    const end = candidates.few ? undefined : endOfLook(order, ahead, length);
    return { end, ...pageOf(walk, all([ahead, ...(end ? [upTo(order, end)] : [])])) };
  }

  function rowsOf<Row>(walk: Walk, among: Condition, limit: number): Row[] {
    const { column, direction } = walk.order;
    const { sql, values } = pageOf(walk, among);
    const rows = statements.get<Row>(
      `with page as materialized (
         ${sql}
         limit ?
       )
       ${walk.told}
       order by page.${column} ${direction}, page.response_id ${direction}`,
    );
    return rows.all(...values, limit);
  }
}

/** A statement and what it binds. */
type Question = Condition;

function pageOf({ order, kept, candidates, columns }: Walk, among: Condition): Question {
  const { column, direction } = order;
  // The planner cannot know how short the stretch is, and would rather find all that match and sort them.
  const few = candidates.byId ? RESPONSE_BY_ID : 'response';
  const from = candidates.few ? few : `response indexed by ${order.index}`;
  return {
    sql: `select ${columns}
       from ${from}
       where ${among.sql}
         and ${kept.sql}
       order by ${column} ${direction}, response_id ${direction}`,
    values: [...among.values, ...kept.values],
  };
}

function beyond({ column, direction }: Order, { at, response_id }: Place): Condition {
  return { sql: `(${column}, response_id) ${direction === 'asc' ? '>' : '<'} (?, ?)`, values: [at, response_id] };
}

function upTo({ column, direction }: Order, { at, response_id }: Place): Condition {
  return { sql: `(${column}, response_id) ${direction === 'asc' ? '<=' : '>='} (?, ?)`, values: [at, response_id] };
}
