import { createHash } from 'node:crypto';
import { Problem } from '../../shared/problem.ts';
import type { ListFilter, ListPlace, ListWalk } from '../storage/storage.ts';

const CURSOR = /^(\d{1,16})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([\w-]{8})$/;

/** The place of a row in a list, bound to the filters and the order it was listed in: used with others it would skip rows in silence. */
export function cursorOf(place: ListPlace, filter: ListFilter, walk: ListWalk): string {
  return Buffer.from(`${place.at}.${place.id}.${tagOf(filter, walk)}`).toString('base64url');
}

export function placeOfCursor(cursor: string, filter: ListFilter, walk: ListWalk): ListPlace {
  const [, at, id, tag] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (id === undefined || tag !== tagOf(filter, walk)) throw new Problem('invalid_cursor');
  return { at: Number(at), id };
}

function tagOf(filter: ListFilter, { order, updatedSince }: ListWalk): string {
  return createHash('sha256')
    .update(JSON.stringify([filter, order, updatedSince]))
    .digest('base64url')
    .slice(0, 8);
}
