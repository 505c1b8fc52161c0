import { dateOfDay } from '../../shared/calendar/day.ts';
import type { Key } from '../../shared/contract/keys.ts';
import type { StoredKey } from '../storage/storage.ts';

type Listed = Omit<StoredKey, 'project' | 'hash'>;

/** A key as lists tell it. */
export function keyAnswer({ name, scopes, created_at, expires_at, revoked_at, last_used_day }: Listed): Key {
  return {
    name,
    scopes,
    created_at: new Date(created_at).toISOString(),
    expires_at: instantOrNull(expires_at),
    revoked_at: instantOrNull(revoked_at),
    last_used_on: last_used_day === null ? null : dateOfDay(last_used_day),
  };
}

function instantOrNull(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
