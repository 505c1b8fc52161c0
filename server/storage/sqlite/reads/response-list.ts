import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type {
  CommentedAnswer,
  ListFilter,
  ListWalk,
  ResponseFilter,
  ResponsePage,
  StoredResponse,
} from '../../storage.ts';
import { StatementCache } from '../statement-cache.ts';
import { bytesOfUuid, uuidOfBytes } from '../uuid-bytes.ts';
import { candidateReads, type Candidates } from './candidates.ts';
import { all, conditionOnResponses, type Condition } from './filter-sql.ts';
import { orderOf, type Order } from './response-order.ts';
import { COMMENTS_OF_PAGE, RESPONSES_OF_PAGE, storedResponse, type CommentRow, type ResponseRow } from './responses.ts';

/** How many answers one look passes over: some milliseconds, which is as long as other requests wait. */
const LONGEST_LOOK = 4_000;
/** Small enough to be read and written within some milliseconds. */
const AT_ONCE = 250;

interface Place {
  at: number;
  response_id: Buffer;
}

interface PlacedRow {
  response_id: Buffer;
  responded_at: number;
  updated_us: number;
}

interface Walk {
  order: Order;
  kept: Condition;
  candidates: Candidates;
  /** What is told about the rows of `page`. */
  told: string;
}

/**
 * Walks the answers in the order of an index, one look at a time. A look passes over a bounded stretch, whatever the filter keeps of
 * it, so that a filter that keeps little costs many looks instead of one long one.
 */
export function responseList(db: Database) {
  const statements = new StatementCache(db);
  const candidatesOf = candidateReads(db);

  return {
    async listResponses(filter: ListFilter, walk: ListWalk, limit: number): Promise<ResponsePage> {
      const order = orderOf(filter, walk);
      const candidates = candidatesOf(filter);
      try {
        const after = walk.after && { at: walk.after.at, response_id: bytesOfUuid(walk.after.id) };
        // One more than asked tells whether there is a page after this one.
        const rows = await nextRows<ResponseRow>(
          walkOf(filter, order, candidates, RESPONSES_OF_PAGE),
          after,
          limit + 1,
        );
        const responses = rows.slice(0, limit).map(storedResponse);
        const last = rows[limit - 1];
        if (rows.length <= limit || !last) return { responses };
        return { responses, next: { at: last[order.column], id: uuidOfBytes(last.response_id) } };
      } finally {
        candidates.release();
      }
    },

    async listComments(filter: ResponseFilter, limit: number): Promise<CommentedAnswer[]> {
      const commented: ListFilter = { ...filter, commented: true };
      const order = orderOf(commented, { order: 'newest' });
      const walk = walkOf(commented, order, candidatesOf(commented), COMMENTS_OF_PAGE);
      const comments: CommentedAnswer[] = [];
      let after: Place | undefined;
      while (comments.length < limit) {
        const rows = await nextRows<CommentRow>(walk, after, Math.min(AT_ONCE, limit - comments.length));
        comments.push(...rows);
        const last = rows.length < AT_ONCE ? undefined : rows.at(-1);
        if (!last) break;
        after = { at: last.responded_at, response_id: last.response_id };
        await setImmediate();
      }
      return comments;
    },

    async *eachResponse(filter: ListFilter): AsyncGenerator<StoredResponse[], void, void> {
      const order = orderOf(filter, { order: 'oldest' });
      const candidates = candidatesOf(filter);
      try {
        let after: Place | undefined;
        do {
          const rows = await nextRows<ResponseRow>(
            walkOf(filter, order, candidates, RESPONSES_OF_PAGE),
            after,
            AT_ONCE,
          );
          if (rows.length > 0) yield rows.map(storedResponse);
          const last = rows.length < AT_ONCE ? undefined : rows.at(-1);
          after = last && { at: last[order.column], response_id: last.response_id };
          // A fast reader takes each portion at once: without a pause nobody else would be heard until the end.
          await setImmediate();
        } while (after);
      } finally {
        candidates.release();
      }
    },
  };

  /** The next `limit` rows beyond a place; fewer only at the end. */
  async function nextRows<Row extends PlacedRow>(walk: Walk, after: Place | undefined, limit: number): Promise<Row[]> {
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

  function rowsOf<Row>({ order, kept, candidates, told }: Walk, stretch: Condition, limit: number): Row[] {
    const { column, direction } = order;
    // The planner cannot know how short the stretch is, and would rather find all that match and sort them.
    const from = candidates.few ? 'response' : `response indexed by ${order.index}`;
    const rows = statements.get<Row>(
      `with page as materialized (
         select *
         from ${from}
         where ${stretch.sql}
           and ${kept.sql}
         order by ${column} ${direction}, response_id ${direction}
         limit ?
       )
       ${told}
       order by page.${column} ${direction}, page.response_id ${direction}`,
    );
    return rows.all(...stretch.values, ...kept.values, limit);
  }
}

function walkOf(filter: ListFilter, order: Order, candidates: Candidates, told: string): Walk {
  return { order, candidates, told, kept: all([conditionOnResponses(filter), candidates.condition]) };
}

function beyond({ column, direction }: Order, { at, response_id }: Place): Condition {
  return { sql: `(${column}, response_id) ${direction === 'asc' ? '>' : '<'} (?, ?)`, values: [at, response_id] };
}

function upTo({ column, direction }: Order, { at, response_id }: Place): Condition {
  return { sql: `(${column}, response_id) ${direction === 'asc' ? '<=' : '>='} (?, ?)`, values: [at, response_id] };
}
