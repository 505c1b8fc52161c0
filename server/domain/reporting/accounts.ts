import type { AccountReport, AccountsQuery, RISKS } from '../../../shared/contract/accounts-report.ts';
import { categoryOfMean } from '../../../shared/nps.ts';
import type { AccountAnswers } from '../../../shared/statistics/accounts.ts';
import type { AccountActivity, AccountAnswers as AccountColumns, KnownAccount } from '../../storage/storage.ts';
import { instantText } from '../../../shared/calendar/instant.ts';

/** An account in a list; its traits are read for the rows of a page alone. */
export interface ListedAccount extends Omit<AccountReport, 'traits'> {
  internal_id: number;
}

export interface AccountFacts {
  accounts: KnownAccount[];
  /** In the range, and in the one compared with. */
  current: AccountColumns;
  previous: AccountColumns | undefined;
  activity: AccountActivity;
  revenues: Map<number, number>;
}

/** What an account said, and when. */
export function listedAccount(
  { current, previous, activity, revenues }: AccountFacts,
  { internal_id, id }: KnownAccount,
): ListedAccount {
  return {
    internal_id,
    id,
    revenue: revenues.get(internal_id) ?? null,
    last_answered_at: instantOf(activity.last_answered_at[internal_id]),
    last_asked_at: instantOf(activity.last_asked_at[internal_id]),
    ...scoreOf(answersOf(current, internal_id), answersOf(previous, internal_id)),
    response_count: current.answers[internal_id] ?? 0,
  };
}

/** What an account is sorted by, without the rest: moments in epoch milliseconds. */
export function sortValueOf(
  { current, previous, activity, revenues }: AccountFacts,
  { internal_id, id }: KnownAccount,
  sort: NonNullable<AccountsQuery['sort']>,
): number | string | null {
  switch (sort) {
    case 'id':
      return id;
    case 'revenue':
      return revenues.get(internal_id) ?? null;
    case 'last_answered_at':
    case 'last_asked_at':
      return activity[sort][internal_id] || null;
    case 'people':
      return current.people[internal_id] ?? 0;
    case 'score':
    case 'trend':
      return scoreOf(answersOf(current, internal_id), answersOf(previous, internal_id))[sort];
    default: {
      const _: never = sort;
      return _;
    }
  }
}

/** Whether the account is among those asked for. */
export function isAsked(
  { current, previous }: AccountFacts,
  { internal_id }: KnownAccount,
  { heard = 'true', category, at_risk }: Pick<AccountsQuery, 'heard' | 'category' | 'at_risk'>,
): boolean {
  const people = current.people[internal_id] ?? 0;
  if (people > 0 !== (heard === 'true')) return false;
  if (category === undefined && at_risk === undefined) return true;
  const scored = scoreOf(answersOf(current, internal_id), answersOf(previous, internal_id));
  return (
    (category === undefined || scored.category === category) &&
    (at_risk === undefined || scored.at_risk === (at_risk === 'true'))
  );
}

function answersOf(columns: AccountColumns | undefined, account: number): AccountAnswers | undefined {
  const people = columns?.people[account] ?? 0;
  return people === 0 ? undefined : { people, sum: columns!.sum[account]! };
}

type Scored = Pick<ListedAccount, 'score' | 'category' | 'people' | 'previous_score' | 'trend' | 'at_risk' | 'risks'>;

function scoreOf(now: AccountAnswers | undefined, then: AccountAnswers | undefined): Scored {
  const previous = then ? then.sum / then.people : null;
  if (!now) {
    return { score: null, category: null, people: 0, previous_score: previous, trend: null, at_risk: false, risks: [] };
  }
  const score = now.sum / now.people;
  const risks = risksOf(now, then);
  return {
    score,
    category: categoryOfMean(now.sum, now.people),
    people: now.people,
    previous_score: previous,
    trend: previous === null ? null : score - previous,
    at_risk: risks.length > 0,
    risks,
  };
}

const RANK = { detractor: 0, passive: 1, promoter: 2 } as const;

/** Plain rules: with two answers no test of significance can ever fire. */
function risksOf(now: AccountAnswers, then: AccountAnswers | undefined): (typeof RISKS)[number][] {
  const category = categoryOfMean(now.sum, now.people);
  const risks: (typeof RISKS)[number][] = category === 'detractor' ? ['detractor'] : [];
  if (!then) return risks;
  // Two points, multiplied by both counts: no quotient decides.
  if (then.sum * now.people - now.sum * then.people >= 2 * now.people * then.people) risks.push('mean_fell');
  if (RANK[category] < RANK[categoryOfMean(then.sum, then.people)]) risks.push('category_fell');
  return risks;
}

/** `null` for never. */
export function instantOf(epochMs = 0): string | null {
  return epochMs === 0 ? null : instantText(epochMs);
}
