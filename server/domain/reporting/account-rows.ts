import type { AccountAnswers } from '../../../shared/statistics/accounts.ts';
import type { PeopleColumns } from '../../storage/storage.ts';

/** An account by its internal id: the sum of the latest scores of its people, and how many they are. */
export interface AccountRow extends AccountAnswers {
  readonly id: number;
}

/** The accounts behind a group; people without one are counted as `unassigned`. */
export function accountsOf({ account, latest }: Pick<PeopleColumns, 'account' | 'latest'>): {
  accounts: AccountRow[];
  unassigned: number;
} {
  const people = new Uint32Array(largest(account) + 1);
  const sums = new Uint32Array(people.length);
  for (let row = 0; row < account.length; row++) {
    people[account[row]!]! += 1;
    sums[account[row]!]! += latest[row]!;
  }
  const accounts: AccountRow[] = [];
  people.forEach((count, id) => {
    if (id !== 0 && count > 0) accounts.push({ id, sum: sums[id]!, people: count });
  });
  return { accounts, unassigned: people[0]! };
}

/** How many ids but 0 there are, in rows where `where` is not 0 either. */
export function countDistinct(ids: Uint32Array, where: Uint32Array = ids): number {
  const seen = new Uint8Array(largest(ids) + 1);
  let count = 0;
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row]!;
    if (id === 0 || where[row] === 0 || seen[id] === 1) continue;
    seen[id] = 1;
    count += 1;
  }
  return count;
}

/** Ids are small and dense, so arrays serve as maps. */
export function largest(ids: Uint32Array): number {
  let most = 0;
  for (let row = 0; row < ids.length; row++) if (ids[row]! > most) most = ids[row]!;
  return most;
}
