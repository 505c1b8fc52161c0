import { answersIn, displaysIn, rangeOf, Refusal, surveysOf, type Query, type Said, type Shown } from './answers.ts';
import {
  dateOf,
  dayNumber,
  labelOf,
  localDate,
  periodOf,
  previousPeriod,
  previousYear,
  type Calendar,
  type Days,
} from './calendar.ts';
import {
  companiesOf,
  metricIn,
  peopleOf,
  revenueOf,
  sampleOf,
  scoreFields,
  votesOf,
  type Company,
  type Person,
} from './counting.ts';
import type { Loaded } from './load.ts';
import { benjaminiHochberg, clustered, differenceOf, independent, npsOf, type Vote } from './statistics.ts';
import type { Mark, Value, World } from './world.ts';
import { sign } from '../../../shared/oracle.ts';

/** Every endpoint again, from the definitions: one array entry for each answer, one pass for each question. */

const FAR = { first: -1_000_000, last: 1_000_000 };

function calendarOf({ hemisphere, fiscalStart }: World): Calendar {
  return { hemisphere, fiscalStart };
}

function echo(world: World, loaded: Loaded, query: Query, days: Partial<Days>) {
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

function shortEcho(world: World, loaded: Loaded, query: Query, days: Partial<Days>) {
  const { respondents: _r, unit: _u, cluster: _c, ...rest } = echo(world, loaded, query, days);
  return rest;
}

export type Compare = 'previous_period' | 'previous_year' | { marker: number } | { since: string; until: string };

function otherDays(world: World, days: Days, compare: Compare): Days | null {
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

function wholeDays(days: Partial<Days>): Days {
  if (days.first === undefined || days.last === undefined) throw new Refusal('range_needed');
  return { first: days.first, last: days.last };
}

function differenceIn(world: World, query: Query, current: Partial<Days>, previous: Days) {
  const votes = (days: Partial<Days>) => votesOf(peopleOf(answersIn(world, query, days)), query);
  return differenceOf(sampleOf(votes(current), query), sampleOf(votes(previous), query), query.confidence ?? '0.95');
}

const NO_DIFFERENCE = { difference: null, difference_interval: null, p_value: null, significant: null };

function comparisonIn(world: World, query: Query, days: Days, compare: Compare) {
  const other = otherDays(world, days, compare);
  if (!other) return { previous: null, no_counterpart: true, ...NO_DIFFERENCE };
  return {
    previous: { since: dateOf(other.first), until: dateOf(other.last), ...metricIn(world, query, other) },
    no_counterpart: false,
    ...differenceIn(world, query, days, other),
  };
}

export function metrics(world: World, loaded: Loaded, query: Query & { compare?: Compare }) {
  surveysOf(world, query);
  const days = rangeOf(query);
  const { baseline } = world;
  return {
    ...echo(world, loaded, query, days),
    ...(query.compare !== undefined && comparisonIn(world, query, wholeDays(days), query.compare)),
    ...metricIn(world, query, days),
    benchmarks: { baseline: baseline && baselineIn(world, query, baseline), references: [] },
  };
}

function baselineIn(world: World, query: Query, baseline: NonNullable<World['baseline']>) {
  const days = { first: dayNumber(baseline.since), last: dayNumber(baseline.until) };
  const { nps, nps_exact, confidence_interval, response_count } = metricIn(world, query, days);
  return { ...baseline, nps, nps_exact, confidence_interval, response_count };
}

export type SeriesQuery = Query & { bucket: string; compare?: 'previous_period' | 'previous_year' };

export function series(world: World, loaded: Loaded, query: SeriesQuery) {
  surveysOf(world, query);
  const today = dayNumber(localDate(world.now, world.zone));
  const days = seriesDays(world, query, today);
  const named = new Set(query.survey);
  return {
    ...echo(world, loaded, query, days),
    bucket: query.bucket,
    data: bucketsIn(world, query, days, today),
    series:
      named.size < 2
        ? []
        : [...named].map((place) => ({
            survey_id: loaded.surveys[place],
            data: bucketsIn(world, { ...query, survey: [place] }, days, today),
          })),
    markers: world.markers
      .map((marker, place) => ({ id: loaded.markers[place]!, ...marker }))
      .filter(({ since, until }) => dayNumber(since) <= days.last && dayNumber(until ?? since) >= days.first)
      .sort((a, b) => (a.since === b.since ? (a.id < b.id ? -1 : 1) : a.since < b.since ? -1 : 1)),
  };
}

function seriesDays(world: World, query: SeriesQuery, today: number): Days {
  const asked = rangeOf(query);
  const { last = today } = asked;
  const found = [...answersIn(world, query, asked), ...displaysIn(world, query, asked)].map(({ day }) => day);
  const { first = found.length === 0 ? today : Math.min(...found) } = asked;
  return { first: Math.min(first, last), last };
}

function bucketsIn(world: World, query: SeriesQuery, days: Days, today: number) {
  return cut(world, query.bucket, days, today).map(({ label, counted, partial }) => ({
    label,
    since: dateOf(counted.first),
    until: dateOf(counted.last),
    partial,
    ...metricIn(world, query, counted),
    ...(query.compare !== undefined && comparisonIn(world, query, counted, query.compare)),
  }));
}

function cut(world: World, bucket: string, days: Days, today: number) {
  const all = Array.from({ length: days.last - days.first + 1 }, (_, place) => days.first + place);
  const length = { 'rolling:30d': 30, 'rolling:90d': 90 }[bucket];
  if (length !== undefined) {
    if (all.length > 400) throw new Refusal('too_many_buckets');
    return all.map((day) => ({
      label: dateOf(day),
      counted: { first: day - length + 1, last: day },
      partial: day >= today,
    }));
  }
  const labels = [...new Set(all.map((day) => labelOf(day, bucket, calendarOf(world))))];
  if (labels.length > 400) throw new Refusal('too_many_buckets');
  return labels.map((label) => {
    const own = all.filter((day) => labelOf(day, bucket, calendarOf(world)) === label);
    const counted = { first: own[0]!, last: own.at(-1)! };
    const whole = periodOf(counted.first, bucket, calendarOf(world));
    const isCut = whole.first < counted.first || whole.last > counted.last;
    return { label, counted, partial: isCut || today <= whole.last };
  });
}

export function markerReport(world: World, loaded: Loaded, query: Query & { marker: number; days?: number }) {
  const marker: Mark | undefined = world.markers[query.marker];
  if (!marker) throw new Refusal('unknown_marker');
  const during = { first: dayNumber(marker.since), last: dayNumber(marker.until ?? marker.since) };
  const length = query.days ?? (marker.until === null ? 30 : during.last - during.first + 1);
  const before = { first: during.first - length, last: during.first - 1 };
  const after = { first: during.last + 1, last: during.last + length };
  const { since: _since, until: _until, ...rest } = echo(world, loaded, query, {});
  const period = (days: Days) => ({
    since: dateOf(days.first),
    until: dateOf(days.last),
    ...metricIn(world, query, days),
  });
  return {
    ...rest,
    id: loaded.markers[query.marker],
    ...marker,
    before: period(before),
    during: period(during),
    after: period(after),
    change: differenceIn(world, query, after, before),
  };
}

export type BreakdownQuery = Query & { by: string[]; sort?: 'size' | 'score'; order?: 'asc' | 'desc' };

export function breakdown(world: World, loaded: Loaded, query: BreakdownQuery) {
  surveysOf(world, query);
  const days = rangeOf(query);
  const answers = answersIn(world, query, days);
  const everybody = peopleOf(answers);
  const groups = groupsBy(world, loaded, query, answers, everybody).map(({ key, people }) => ({
    key,
    people,
    votes: votesOf(people, query),
  }));
  const shown = groups.filter(({ people }) => !world.hideSmall || people.length >= 5);
  const tested = shown.map((group) => againstRest(group, groups, query));
  const adjusted = benjaminiHochberg(tested.flatMap(({ p_value }) => p_value ?? []));
  const chance = 1 - Number(query.confidence ?? '0.95');
  const data = tested.map((group) => {
    const value = group.p_value === null ? null : adjusted.shift()!;
    const significant = value === null ? null : group.significant === true && value < chance;
    return { ...group, p_value_adjusted: value, significant };
  });
  return {
    ...echo(world, loaded, query, days),
    by: query.by,
    data: sorted(data, query),
    group_count: shown.length,
    hidden_group_count: groups.length - shown.length,
  };
}

interface Group {
  key: Record<string, Value | null>;
  people: Person[];
  votes: Vote[];
}

/** Somebody is in every group in which an answer of theirs is, with those answers. */
function groupsBy(world: World, loaded: Loaded, { by }: BreakdownQuery, answers: Said[], everybody: Person[]) {
  const stored = by.filter((name) => name !== 'account_size');
  const texts = [...new Set(answers.map((said) => JSON.stringify(stored.map((name) => valueOf(said, name, loaded)))))];
  const groups = texts.map((text) => {
    const own = answers.filter((said) => JSON.stringify(stored.map((name) => valueOf(said, name, loaded))) === text);
    const values = JSON.parse(text) as (Value | null)[];
    const named = Object.fromEntries(stored.map((name, place) => [name, values[place]!]));
    return { key: named as Record<string, Value | null>, people: peopleOf(own) };
  });
  if (!by.includes('account_size')) return groups;
  const sizeOf = (account: string | null) => {
    if (account === null) return null;
    const size = everybody.filter(({ latest }) => latest.account === account).length;
    if (size >= 25) return '25+';
    if (size >= 10) return '10-24';
    if (size >= 5) return '5-9';
    return size >= 2 ? '2-4' : '1';
  };
  return groups.flatMap(({ key, people }) => {
    const sizes = [...new Set(people.map(({ latest }) => sizeOf(latest.account)))];
    return sizes.map((size) => ({
      key: { ...key, account_size: size },
      people: people.filter(({ latest }) => sizeOf(latest.account) === size),
    }));
  });
}

function valueOf(shown: Shown & { channel?: string }, name: string, loaded: Loaded): Value | null {
  if (name === 'survey') return loaded.surveys[shown.survey]!;
  if (name === 'survey_version') return shown.version;
  if (name === 'channel') return shown.channel ?? 'widget';
  if (name === 'locale') return shown.locale;
  if (name === 'touchpoint') return shown.touchpoint;
  if (name === 'identity') return shown.identity;
  return shown.traits[name.replace('trait:', '')] ?? null;
}

function againstRest(group: Group, groups: Group[], query: BreakdownQuery) {
  const rest = groups.filter((other) => other !== group).flatMap(({ votes }) => votes);
  const sample = rest.length === 0 ? independent([]) : clustered(rest);
  return {
    key: group.key,
    ...scoreFields(group.people, query),
    rest: { ...npsOf(rest.map(({ value }) => value)), response_count: rest.length },
    ...differenceOf(sampleOf(group.votes, query), sample, query.confidence ?? '0.95'),
  };
}

function sorted<Row extends { key: Group['key']; response_count: number; nps_exact: number | null }>(
  rows: Row[],
  { by, sort = 'size', order = 'desc' }: BreakdownQuery,
): Row[] {
  const text = ({ key }: Row) => JSON.stringify(by.map((name) => key[name]));
  const value = (row: Row) => (sort === 'size' ? row.response_count : row.nps_exact);
  const byText = [...rows].sort((a, b) => (text(a) < text(b) ? -1 : 1));
  const known = byText.filter((row) => value(row) !== null);
  const ranked = known.sort((a, b) => (order === 'asc' ? value(a)! - value(b)! : value(b)! - value(a)!));
  return [...ranked, ...byText.filter((row) => value(row) === null)];
}

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
      traits: world.revenues[name] === undefined ? {} : { mrr: world.revenues[name] },
    }))
    .filter(({ score }) => (score !== null) === ((query.heard ?? 'true') === 'true'))
    .filter(({ category }) => query.category === undefined || category === query.category)
    .filter(({ at_risk }) => query.at_risk === undefined || String(at_risk) === query.at_risk);

  const sort = query.sort ?? 'last_answered_at';
  const byId = rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  const known = byId.filter((row) => row[sort] !== null);
  const direction = query.order === 'asc' ? 1 : -1;
  known.sort((a, b) => (a[sort]! === b[sort]! ? 0 : a[sort]! < b[sort]! ? -direction : direction));
  return {
    ...shortEcho(world, loaded, query, days),
    data: [...known, ...byId.filter((row) => row[sort] === null)],
  };
}

function knownAccounts({ showings }: World): string[] {
  return [...new Set(showings.flatMap(({ account }) => account ?? []))];
}

function headOf(world: World, query: Query, name: string) {
  const said = answersIn(world, query, {}).filter(({ account }) => account === name);
  const shown = displaysIn(world, query, {}).filter(({ account }) => account === name);
  const latest = (times: number[]) => (times.length === 0 ? null : new Date(Math.max(...times)).toISOString());
  return {
    id: name,
    revenue: revenueOf(world, name),
    last_answered_at: latest(said.map(({ respondedAt }) => respondedAt)),
    last_asked_at: latest(shown.map(({ displayedAt }) => displayedAt)),
  };
}

function standing(now: Company | undefined, then: Company | undefined) {
  const meanOf = (company: Company | undefined) => (company ? company.sum / company.people.length : null);
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

export type CoverageQuery = Query & { by?: string[] };

export function coverage(world: World, loaded: Loaded, query: CoverageQuery) {
  surveysOf(world, query);
  const days = rangeOf(query);
  const known = knownAccounts(world);
  const heard = companiesOf(peopleOf(answersIn(world, query, days))).map(({ name }) => name);
  const worth = (names: string[]) => names.reduce((sum, name) => sum + Math.max(0, revenueOf(world, name) ?? 0), 0);
  const displays = displaysIn(world, query, days);
  const isAnswered = ({ answer }: Shown) => answer !== null;
  return {
    ...shortEcho(world, loaded, query, days),
    account_count: known.length,
    heard_account_count: heard.length,
    account_share: known.length === 0 ? null : heard.length / known.length,
    revenue: world.weighs ? worth(known) : null,
    heard_revenue: world.weighs ? worth(heard) : null,
    revenue_share: world.weighs && worth(known) > 0 ? worth(heard) / worth(known) : null,
    silent_accounts: known
      .filter((name) => !heard.includes(name))
      .map((name) => headOf(world, query, name))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .sort((a, b) => (a.revenue === b.revenue ? 0 : (b.revenue ?? -Infinity) > (a.revenue ?? -Infinity) ? 1 : -1)),
    display_count: displays.length,
    response_rate: displays.length === 0 ? null : displays.filter(isAnswered).length / displays.length,
    response_rates: ratesBy(loaded, query.by ?? [], displays),
    early_and_late: earlyAndLate(world, query, days),
  };
}

function ratesBy(loaded: Loaded, by: string[], displays: Shown[]) {
  if (by.length === 0) return [];
  const keyOf = (shown: Shown) => by.map((name) => valueOf(shown, name, loaded));
  const texts = [...new Set(displays.map((shown) => JSON.stringify(keyOf(shown))))].sort();
  return texts
    .map((text) => {
      const own = displays.filter((shown) => JSON.stringify(keyOf(shown)) === text);
      const answered = own.filter(({ answer }) => answer !== null).length;
      return {
        key: Object.fromEntries(by.map((name, place) => [name, keyOf(own[0]!)[place]!])),
        display_count: own.length,
        answered_count: answered,
        response_rate: answered / own.length,
      };
    })
    .sort((a, b) => b.display_count - a.display_count);
}

function earlyAndLate(world: World, query: Query, days: Partial<Days>) {
  const answers = answersIn(world, query, days);
  const delay = ({ respondedAt, displayedAt }: Said) => respondedAt - displayedAt;
  const delays = answers.map(delay).sort((a, b) => a - b);
  const median = delays[Math.ceil(delays.length / 2) - 1] ?? null;
  const votes = (own: Said[]) =>
    peopleOf(own).flatMap((person) => person.answers.map(({ score }) => ({ value: sign(score), owner: person.name })));
  const early = votes(answers.filter((said) => delay(said) <= median!));
  const late = votes(answers.filter((said) => delay(said) > median!));
  const sample = (own: Vote[]) => (own.length === 0 ? independent([]) : clustered(own));
  const fields = (own: Vote[]) => ({ ...npsOf(own.map(({ value }) => value)), response_count: own.length });
  return {
    response_count: answers.length,
    median_delay_s: median === null ? null : median / 1000,
    early: fields(early),
    late: fields(late),
    ...differenceOf(sample(late), sample(early), query.confidence ?? '0.95'),
  };
}
