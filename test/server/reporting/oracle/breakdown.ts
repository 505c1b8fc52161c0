import { answersIn, rangeOf, surveysOf, type Query, type Said, type Shown } from './answers.ts';
import { echo } from './asked.ts';
import { peopleOf, sampleOf, scoreFields, votesOf, type Person } from './counting.ts';
import type { Loaded } from './load.ts';
import { benjaminiHochberg, clustered, differenceOf, independent, npsOf, type Vote } from './statistics.ts';
import type { Value, World } from './world.ts';

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
    const key: Group['key'] = Object.fromEntries(stored.map((name, place) => [name, values[place]!]));
    return { key, people: peopleOf(own) };
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

export function valueOf(shown: Shown & { channel?: string }, name: string, loaded: Loaded): Value | null {
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
