import { createHash } from 'node:crypto';
import type { AccountsQuery } from '../../../shared/contract/accounts-report.ts';
import { Problem } from '../../../shared/problem.ts';
import type { KnownAccount } from '../../storage/storage.ts';
import { FirstPlaces } from './first-places.ts';
import { isAsked, listedAccount, sortValueOf, type AccountFacts, type ListedAccount } from './accounts.ts';

type Value = string | number | null;
interface Place {
  value: Value;
  id: string;
}

const PAGE_SIZE = 50;

/** The accounts asked for, a page at a time. The cursor says after which account, so it stays right when others change. */
export function accountPage(
  facts: AccountFacts,
  query: AccountsQuery,
): { page: ListedAccount[]; next_cursor: string | null } {
  const { cursor, limit, sort = 'last_answered_at', order = 'desc' } = query;
  const compare = comparison(order === 'asc' ? 1 : -1);
  const after = cursor === undefined ? undefined : placeOfCursor(cursor, query);
  const size = limit === undefined ? PAGE_SIZE : Number(limit);
  // One more than asked tells whether there is a page after this one.
  const first = new FirstPlaces<KnownPlace>(size + 1, compare);
  for (const account of facts.accounts) {
    if (!isAsked(facts, account, query)) continue;
    const place = { value: sortValueOf(facts, account, sort), id: account.id, account };
    if (after === undefined || compare(place, after) > 0) first.add(place);
  }
  const page = first.places.slice(0, size);
  return {
    page: page.map(({ account }) => listedAccount(facts, account)),
    next_cursor: first.places.length > size ? cursorOf(page.at(-1)!, query) : null,
  };
}

interface KnownPlace extends Place {
  account: KnownAccount;
}

/** What has no value comes last, whatever the direction; equals stand in the order of their ids. */
function comparison(direction: 1 | -1): (a: Place, b: Place) => number {
  return (a, b) => {
    if (a.value !== null && b.value !== null && a.value !== b.value) {
      return a.value < b.value ? -direction : direction;
    }
    if ((a.value === null) !== (b.value === null)) return a.value === null ? 1 : -1;
    if (a.id === b.id) return 0;
    return a.id < b.id ? -1 : 1;
  };
}

function cursorOf({ value, id }: Place, query: AccountsQuery): string {
  return Buffer.from(JSON.stringify([tagOf(query), value, id])).toString('base64url');
}

function placeOfCursor(cursor: string, query: AccountsQuery): Place {
  const [tag, value, id] = partsOf(cursor);
  const isValue = value === null || typeof value === (query.sort === 'id' ? 'string' : 'number');
  if (tag !== tagOf(query) || !isValue || typeof id !== 'string') throw new Problem('invalid_cursor');
  return { value: value as Value, id };
}

function partsOf(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

/** Binds a cursor to its filters and order: used with others it would skip rows in silence. */
function tagOf({ cursor: _cursor, limit: _limit, ...query }: AccountsQuery): string {
  const entries = Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('base64url').slice(0, 8);
}
