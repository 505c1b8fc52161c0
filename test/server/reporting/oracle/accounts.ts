import { answersIn, displaysIn, rangeOf, surveysOf, type Query } from './answers.ts';
import { otherDays, shortEcho, wholeDays, type Compare } from './asked.ts';
import { dayNumber, localDate } from './calendar.ts';
import { companiesOf, peopleOf, revenueOf, type Company } from './counting.ts';
import type { Loaded } from './load.ts';
import type { World } from './world.ts';

const FAR = { first: -1_000_000, last: 1_000_000 };

export type AccountsQuery = Query & {
  compare?: Compare;
  heard?: 'true' | 'false';
  category?: string;
  at_risk?: 'true' | 'false';
  sort?: 'score' | 'trend' | 'revenue' | 'people' | 'last_answered_at' | 'last_asked_at' | 'id';
  order?: 'asc' | 'desc';
};

/** All pages together. */
export function accounts(world: World, loaded: Loaded, query: AccountsQuery) {
  surveysOf(world, query);
  const days = rangeOf(query);
  const today = dayNumber(localDate(world.now, world.zone));
  const before = { ...FAR, last: (days.first ?? (days.last ?? today) + 1 - 90) - 1 };
  const other = query.compare === undefined ? before : otherDays(world, wholeDays(days), query.compare);
  const now = companiesOf(peopleOf(answersIn(world, query, days)));
  const then = other ? companiesOf(peopleOf(answersIn(world, query, other))) : [];
  const rows = knownAccounts(world)
    .map((name) => ({
      ...headOf(world, query, name),
      ...standing(
        now.find((company) => company.name === name),
        then.find((company) => company.name === name),
      ),
      traits: traitsOf(world, name),
    }))
    .filter(({ score }) => (score !== null) === ((query.heard ?? 'true') === 'true'))
    .filter(({ category }) => query.category === undefined || category === query.category)
    .filter(({ at_risk }) => query.at_risk === undefined || String(at_risk) === query.at_risk);

  const sort = query.sort ?? 'last_answered_at';
  const byId = rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  const known = byId.filter((row) => row[sort] !== null);
  const direction = query.order === 'asc' ? 1 : -1;
  known.sort((a, b) => direction * ascending(a[sort]!, b[sort]!));
  return {
    ...shortEcho(world, loaded, query, days),
    data: [...known, ...byId.filter((row) => row[sort] === null)],
  };
}

export function knownAccounts({ showings }: World): string[] {
  return [...new Set(showings.flatMap(({ account }) => account ?? []))];
}

export function headOf(world: World, query: Query, name: string) {
  const { survey, kind } = query;
  const asked = { ...(survey !== undefined && { survey }), ...(kind !== undefined && { kind }) };
  const said = answersIn(world, asked, {}).filter(({ account }) => account === name);
  const shown = displaysIn(world, asked, {}).filter(({ account }) => account === name);
  return {
    id: name,
    revenue: revenueOf(world, name),
    last_answered_at: latestOf(said.map(({ respondedAt }) => respondedAt)),
    last_asked_at: latestOf(shown.map(({ displayedAt }) => displayedAt)),
  };
}

/** Those of its latest answer that are of accounts, and what a server told. */
function traitsOf({ showings, revenues }: World, name: string): World['revenues'] {
  const answers = showings.filter(({ account, answer }) => account === name && answer !== null);
  const [latest] = answers.sort((a, b) => b.answer!.respondedAt - a.answer!.respondedAt);
  const { plan, seats } = latest?.traits ?? {};
  return {
    ...(plan !== undefined && { plan }),
    ...(seats !== undefined && { seats }),
    ...(revenues[name] !== undefined && { mrr: revenues[name] }),
  };
}

function latestOf(times: number[]): string | null {
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}

function ascending<Value extends string | number>(a: Value, b: Value): number {
  return a < b ? -1 : Number(a > b);
}

function meanOf(company: Company | undefined): number | null {
  return company ? company.sum / company.people.length : null;
}

function standing(now: Company | undefined, then: Company | undefined) {
  const [score, previous] = [meanOf(now), meanOf(then)];
  const rank = ['detractor', 'passive', 'promoter'];
  const risks: string[] = [];
  if (now?.category === 'detractor') risks.push('detractor');
  if (now && then) {
    const [n, n2] = [BigInt(now.people.length), BigInt(then.people.length)];
    if (BigInt(then.sum) * n - BigInt(now.sum) * n2 >= 2n * n * n2) risks.push('mean_fell');
    if (rank.indexOf(now.category) < rank.indexOf(then.category)) risks.push('category_fell');
  }
  return {
    score,
    category: now?.category ?? null,
    people: now?.people.length ?? 0,
    response_count: now?.people.reduce((sum, { answers }) => sum + answers.length, 0) ?? 0,
    previous_score: previous,
    trend: score === null || previous === null ? null : score - previous,
    at_risk: risks.length > 0,
    risks,
  };
}
