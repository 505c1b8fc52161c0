import { setImmediate } from 'node:timers/promises';
import type { ListFilter } from '../../storage.ts';
import type { TellLatest } from './candidates.ts';
import { areMomentsKnown } from './response-order.ts';
import type { Place, ResponseWalk, Walk } from './response-walk.ts';

export type LatestRows = ReturnType<typeof latestRows>;

/** What a row must hold to be the place after which others come. */
export interface PlacedRow {
  responded_at: number;
  response_id: Buffer;
}

/**
 * The next rows of a walk. Where few answers match, going from row to row takes a second; to look up those of moments that `latest`
 * tells takes some milliseconds. It tells nothing until the index is there, and nobody waits for that.
 */
export function latestRows({ nextRows, rowsAt }: ResponseWalk, latest: TellLatest) {
  return async <Row extends PlacedRow>(
    filter: ListFilter,
    walk: Walk,
    after: Place | undefined,
    limit: number,
  ): Promise<Row[]> => {
    if (walk.candidates.few || !areMomentsKnown(filter, walk.order)) return nextRows<Row>(walk, after, limit);
    const rows: Row[] = [];
    let before = after?.at ?? Infinity;
    for (let howMany = limit; ; howMany *= 2) {
      const found = latest(filter, before, howMany, walk.candidates.comments);
      if (!found) {
        const rest = await nextRows<Row>(walk, placeOf(rows.at(-1)) ?? after, limit - rows.length);
        return [...rows, ...rest];
      }
      rows.push(...rowsAt<Row>(walk, after, found.moments, limit - rows.length));
      if (rows.length >= limit || found.areAll) return rows;
      before = found.moments.at(-1)! - 1;
      await setImmediate();
    }
  };
}

function placeOf(row: PlacedRow | undefined): Place | undefined {
  return row && { at: row.responded_at, response_id: row.response_id };
}
