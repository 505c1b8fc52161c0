import type { Coverage } from '../../../shared/contract/coverage.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { AccountActivity, DisplayGroup, KnownAccount } from '../../storage/storage.ts';
import { instantOf } from './accounts.ts';
import type { NamedDimension } from './dimensions.ts';
import { FirstPlaces } from './first-places.ts';

const SILENT_SHOWN = 20;
/** Below every number. */
const UNKNOWN_WORTH = -Number.MAX_VALUE;

type Shares = Pick<
  Coverage,
  'account_count' | 'heard_account_count' | 'account_share' | 'revenue' | 'heard_revenue' | 'revenue_share'
>;

/** `revenues` is absent when the project names no trait for it; what is not positive is worth nothing. */
export function sharesHeard(
  accounts: KnownAccount[],
  heard: (account: number) => boolean,
  revenues?: Map<number, number>,
): Shares {
  const known = accounts.map(({ internal_id }) => internal_id);
  const answered = known.filter(heard);
  const worthOf = (ids: number[]) => ids.reduce((sum, id) => sum + Math.max(0, revenues?.get(id) ?? 0), 0);
  const [revenue, heardRevenue] = [worthOf(known), worthOf(answered)];
  return {
    account_count: known.length,
    heard_account_count: answered.length,
    account_share: known.length === 0 ? null : answered.length / known.length,
    revenue: revenues ? revenue : null,
    heard_revenue: revenues ? heardRevenue : null,
    revenue_share: revenues && revenue > 0 ? heardRevenue / revenue : null,
  };
}

/** The dearest first. */
export function silentAccounts(
  accounts: KnownAccount[],
  heard: (account: number) => boolean,
  activity: AccountActivity,
  revenues: Map<number, number> = new Map(),
): Coverage['silent_accounts'] {
  const dearest = new FirstPlaces<KnownAccount & { worth: number }>(
    SILENT_SHOWN,
    (a, b) => b.worth - a.worth || (a.id < b.id ? -1 : 1),
  );
  for (const account of accounts) {
    if (heard(account.internal_id)) continue;
    dearest.add({ ...account, worth: revenues.get(account.internal_id) ?? UNKNOWN_WORTH });
  }
  return dearest.places.map(({ internal_id, id }) => ({
    id,
    revenue: revenues.get(internal_id) ?? null,
    last_answered_at: instantOf(activity.last_answered_at[internal_id]),
    last_asked_at: instantOf(activity.last_asked_at[internal_id]),
  }));
}

/** The most shown first; equals in the order of their keys. */
export function responseRates(dimensions: NamedDimension[], displays: DisplayGroup[]): Coverage['response_rates'] {
  return displays
    .filter(({ display_count }) => display_count > 0)
    .map(({ key, display_count, answered_count }) => ({
      key: Object.fromEntries(dimensions.map(({ name }, place) => [name, key[place]!])),
      display_count,
      answered_count,
      response_rate: answered_count / display_count,
      text: JSON.stringify(key),
    }))
    .sort((a, b) => b.display_count - a.display_count || (a.text < b.text ? -1 : 1))
    .slice(0, LIMITS.groupsPerBreakdown)
    .map(({ text: _text, ...rate }) => rate);
}
