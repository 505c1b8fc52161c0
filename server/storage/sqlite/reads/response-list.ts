import type { ListFilter, ListWalk, ResponsePage } from '../../storage.ts';
import { bytesOfUuid, uuidOfBytes } from '../uuid-bytes.ts';
import type { LatestRows } from './latest-rows.ts';
import { orderOf } from './response-order.ts';
import { walkOf, type ResponseWalk } from './response-walk.ts';
import { RESPONSES_OF_PAGE, storedResponse, type ResponseRow } from './responses.ts';

const ROW = { columns: 'response.*', told: RESPONSES_OF_PAGE };

/** Answers a page at a time. */
export function responseList({ candidatesOf }: ResponseWalk, latest: LatestRows) {
  return {
    async listResponses(filter: ListFilter, walk: ListWalk, limit: number): Promise<ResponsePage> {
      const order = orderOf(filter, walk);
      const candidates = candidatesOf(filter, order);
      try {
        const after = walk.after && { at: walk.after.at, response_id: bytesOfUuid(walk.after.id) };
        // One more than asked tells whether there is a page after this one.
        const rows = await latest<ResponseRow>(filter, walkOf(filter, order, candidates, ROW), after, limit + 1);
        const responses = rows.slice(0, limit).map(storedResponse);
        const last = rows[limit - 1];
        if (rows.length <= limit || !last) return { responses };
        return { responses, next: { at: last[order.column], id: uuidOfBytes(last.response_id) } };
      } finally {
        candidates.release();
      }
    },
  };
}
