import { createHash } from 'node:crypto';
import { Problem } from '../../shared/problem.ts';
import type { ListFilter, ListPlace } from '../storage/storage.ts';

const CURSOR = /^(\d{1,16})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([\w-]{8})$/;

/** The place of a row in a list, bound to the filters it was listed with: used with others it would skip rows in silence. */
export function cursorOf(place: ListPlace, filter: ListFilter): string {
  return Buffer.from(`${place.responded_at}.${place.id}.${tagOf(filter)}`).toString('base64url');
}

export function placeOfCursor(cursor: string, filter: ListFilter): ListPlace {
  const [, time, id, tag] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (id === undefined || tag !== tagOf(filter)) throw new Problem('invalid_cursor');
  return { responded_at: Number(time), id };
}

function tagOf(filter: ListFilter): string {
  return createHash('sha256').update(JSON.stringify(filter)).digest('base64url').slice(0, 8);
}
