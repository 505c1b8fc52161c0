import { ACCOUNTS, type Account } from './accounts.ts';
import type { Role } from './words/words.ts';

/** Somebody who can sign in. */
export interface User {
  id: string;
  role: Role;
  account: Account;
}

export const USERS: User[] = ACCOUNTS.flatMap((account) =>
  account.roles.map((role) => ({ id: `${account.id}-${role}`, role, account })),
);

const COLLEAGUE = /^demo-klint-[a-z0-9]{6}$/;

/** A known user, or a colleague made up on the spot: everybody who was asked rests, and the demo must go on. */
export function userOf(id: string | undefined): User {
  const known = USERS.find((user) => user.id === id);
  if (known) return known;
  if (id !== undefined && COLLEAGUE.test(id)) return { id, role: 'colleague', account: ACCOUNTS[0] };
  return USERS[0]!;
}

/** `random` has six characters of a–z and 0–9. */
export function colleagueId(random: string): string {
  return `${ACCOUNTS[0].id}-${random}`;
}
