import { createHash } from 'node:crypto';
import { Problem } from '../../shared/problem.ts';
import type { ListPlace } from '../storage/storage.ts';

const CURSOR = /^(\d{1,16})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([\w-]{8})$/;

/** What tells one list from another: whose it is, and what was asked for, page and page size left out. */
interface AskedList {
  project: string;
  query: Record<string, unknown>;
}

/** The place of a row in a list, bound to the filters it was listed with: used with others it would skip rows in silence. */
export function cursorOf(place: ListPlace, list: AskedList): string {
  return Buffer.from(`${place.at}.${place.id}.${tagOf(list)}`).toString('base64url');
}

export function placeOfCursor(cursor: string, list: AskedList): ListPlace {
  const [, at, id, tag] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (id === undefined || tag !== tagOf(list)) throw new Problem('invalid_cursor');
  return { at: Number(at), id };
}

/** Of the words of the query, not of what they mean today: a survey made between two pages ends no list. */
function tagOf({ project, query }: AskedList): string {
  const asked = Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([project, asked]))
    .digest('base64url')
    .slice(0, 8);
}
