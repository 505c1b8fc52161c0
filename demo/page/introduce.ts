import { ACCOUNTS } from '../fakturo/accounts.ts';
import { elleve } from './elleve.ts';

/** Adds to the ids in the script tag what Fakturo's team reports by. */
export function introduce(): void {
  const { account: accountId, user: id, role } = document.body.dataset;
  const account = ACCOUNTS.find((known) => known.id === accountId);
  if (account) elleve('identify', { id, account: { id: accountId, traits: { plan: account.plan } }, traits: { role } });
}
