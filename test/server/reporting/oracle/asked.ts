import { answersIn, Refusal, surveysOf, type Query } from './answers.ts';
import { dateOf, dayNumber, previousPeriod, previousYear, type Calendar, type Days } from './calendar.ts';
import { metricIn, peopleOf, sampleOf, votesOf } from './counting.ts';
import type { Loaded } from './load.ts';
import { differenceOf } from './statistics.ts';
import type { World } from './world.ts';

export function calendarOf({ hemisphere, fiscalStart }: World): Calendar {
  return { hemisphere, fiscalStart };
}

export function echo(world: World, loaded: Loaded, query: Query, days: Partial<Days>) {
  const { kind, surveys } = surveysOf(world, query);
  const byAccount = query.unit === 'account';
  return {
    time_zone: world.zone,
    since: days.first === undefined ? null : dateOf(days.first),
    until: days.last === undefined ? null : dateOf(days.last),
    kind,
    surveys: surveys.map((place) => loaded.surveys[place]),
    respondents: byAccount ? 'latest' : (query.respondents ?? 'all'),
    unit: query.unit ?? 'respondent',
    cluster: byAccount ? 'account' : (query.cluster ?? 'respondent'),
    identity: query.identity ?? 'any',
  };
}

export function shortEcho(world: World, loaded: Loaded, query: Query, days: Partial<Days>) {
  const { respondents: _r, unit: _u, cluster: _c, ...rest } = echo(world, loaded, query, days);
  return rest;
}

export type Compare = 'previous_period' | 'previous_year' | { marker: number } | { since: string; until: string };

export function otherDays(world: World, days: Days, compare: Compare): Days | null {
  const other = compared(world, days, compare);
  if (other && other.first <= days.last && days.first <= other.last) throw new Refusal('overlapping_ranges');
  return other;
}

function compared(world: World, days: Days, compare: Compare): Days | null {
  if (compare === 'previous_period') return previousPeriod(days, calendarOf(world));
  if (compare === 'previous_year') return previousYear(days);
  if ('since' in compare) {
    if (compare.since > compare.until) throw new Refusal('reversed_range');
    return { first: dayNumber(compare.since), last: dayNumber(compare.until) };
  }
  const marker = world.markers[compare.marker];
  if (!marker) throw new Refusal('unknown_marker');
  const first = dayNumber(marker.since);
  if (marker.until !== null) return { first, last: dayNumber(marker.until) };
  return { first: first - (days.last - days.first + 1), last: first - 1 };
}

export function wholeDays(days: Partial<Days>): Days {
  if (days.first === undefined || days.last === undefined) throw new Refusal('range_needed');
  return { first: days.first, last: days.last };
}

export function differenceIn(world: World, query: Query, current: Partial<Days>, previous: Days) {
  const votes = (days: Partial<Days>) => votesOf(peopleOf(answersIn(world, query, days)), query);
  return differenceOf(sampleOf(votes(current), query), sampleOf(votes(previous), query), query.confidence ?? '0.95');
}

const NO_DIFFERENCE = { difference: null, difference_interval: null, p_value: null, significant: null };

export function comparisonIn(world: World, query: Query, days: Days, compare: Compare) {
  const other = otherDays(world, days, compare);
  if (!other) return { previous: null, no_counterpart: true, ...NO_DIFFERENCE };
  return {
    previous: { since: dateOf(other.first), until: dateOf(other.last), ...metricIn(world, query, other) },
    no_counterpart: false,
    ...differenceIn(world, query, days, other),
  };
}
