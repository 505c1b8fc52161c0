import { setImmediate } from 'node:timers/promises';
import type { CommentedAnswer, ListFilter, ListWalk, ResponseFilter, ResponsePage } from '../../storage.ts';
import { bytesOfUuid, uuidOfBytes } from '../uuid-bytes.ts';
import { orderOf } from './response-order.ts';
import { walkOf, type Place, type ResponseWalk } from './response-walk.ts';
import { COMMENTS_OF_PAGE, RESPONSES_OF_PAGE, storedResponse, type CommentRow, type ResponseRow } from './responses.ts';

/** Small enough to be read and written within some milliseconds. */
const AT_ONCE = 250;

const ROW = { columns: '*', told: RESPONSES_OF_PAGE };
const COMMENT = { columns: '*', told: COMMENTS_OF_PAGE };

/** Answers a page at a time. */
export function responseList({ candidatesOf, nextRows }: ResponseWalk) {
  return {
    async listResponses(filter: ListFilter, walk: ListWalk, limit: number): Promise<ResponsePage> {
      const order = orderOf(filter, walk);
      const candidates = candidatesOf(filter);
      try {
        const after = walk.after && { at: walk.after.at, response_id: bytesOfUuid(walk.after.id) };
        // One more than asked tells whether there is a page after this one.
        const rows = await nextRows<ResponseRow>(walkOf(filter, order, candidates, ROW), after, limit + 1);
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
      const walk = walkOf(commented, order, candidatesOf(commented), COMMENT);
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
  };
}
