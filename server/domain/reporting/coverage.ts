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
  let heardCount = 0;
  let revenue = 0;
  let heardRevenue = 0;
  for (const { internal_id } of accounts) {
    const isHeard = heard(internal_id);
    const worth = Math.max(0, revenues?.get(internal_id) ?? 0);
    heardCount += Number(isHeard);
    revenue += worth;
    if (isHeard) heardRevenue += worth;
  }
  return {
    account_count: accounts.length,
    heard_account_count: heardCount,
    account_share: accounts.length === 0 ? null : heardCount / accounts.length,
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
  const worthOf = ({ internal_id }: KnownAccount) => revenues.get(internal_id) ?? UNKNOWN_WORTH;
  const dearest = new FirstPlaces<KnownAccount>(
    SILENT_SHOWN,
    (a, b) => worthOf(b) - worthOf(a) || (a.id < b.id ? -1 : 1),
  );
  for (const account of accounts) if (!heard(account.internal_id)) dearest.add(account);
  return dearest.places.map(({ internal_id, id }) => ({
    id,
    revenue: revenues.get(internal_id) ?? null,
    last_answered_at: instantOf(activity.last_answered_at[internal_id]),
    last_asked_at: instantOf(activity.last_asked_at[internal_id]),
  }));
}

/** Of all groups: each display is in one of them. */
export function displaysTogether(displays: DisplayGroup[]): Pick<DisplayGroup, 'display_count' | 'answered_count'> {
  const sum = { display_count: 0, answered_count: 0 };
  for (const { display_count, answered_count } of displays) {
    sum.display_count += display_count;
    sum.answered_count += answered_count;
  }
  return sum;
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
