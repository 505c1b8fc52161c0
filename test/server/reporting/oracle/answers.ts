import { dayNumber, localDate, type Days } from './calendar.ts';
import type { Showing, Value, World } from './world.ts';

/** What a caller asks for, before it is spelled as a query string; surveys by their place. */
export interface Query {
  survey?: number[];
  kind?: 'relationship' | 'transactional';
  since?: string;
  until?: string;
  channel?: string;
  locale?: string;
  account?: string;
  touchpoint?: string;
  identity?: 'verified' | 'any';
  where?: Record<string, string[]>;
  respondents?: 'all' | 'latest';
  unit?: 'respondent' | 'account';
  cluster?: 'account';
  confidence?: '0.90' | '0.95' | '0.99';
}

/** A request that the API must refuse with this code. */
export class Refusal extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export interface Shown extends Showing {
  place: number;
  day: number;
}

export interface Said extends Shown {
  score: number;
  comment: string | null;
  channel: string;
  respondedAt: number;
  excluded: boolean;
  tags: string[];
}

/** The surveys that a query counts, by their place. */
export function surveysOf(world: World, { survey, kind }: Query): { kind: string; surveys: number[] } {
  const wanted = kind ?? 'relationship';
  if (survey === undefined) {
    return { kind: wanted, surveys: world.kinds.flatMap((one, place) => (one === wanted ? [place] : [])) };
  }
  const kinds = new Set(survey.map((place) => world.kinds[place]));
  if (kind) kinds.add(kind);
  if (kinds.size > 1) throw new Refusal('mixed_kinds');
  return { kind: [...kinds][0]!, surveys: [...new Set(survey)] };
}

export function rangeOf({ since, until }: Query): Partial<Days> {
  if (since !== undefined && until !== undefined && since > until) throw new Refusal('reversed_range');
  return {
    ...(since !== undefined && { first: dayNumber(since) }),
    ...(until !== undefined && { last: dayNumber(until) }),
  };
}

/** Answers that count and that the filters leave, in the order in which they were given; `days` stands in place of the query's own. */
export function answersIn(world: World, query: Query, days: Partial<Days>): Said[] {
  return everyAnswerIn(world, query, days).filter(({ excluded }) => !excluded);
}

/** With those that were taken out of the numbers. */
export function everyAnswerIn(world: World, query: Query, days: Partial<Days>): Said[] {
  const { surveys } = surveysOf(world, query);
  return toldIn(world)
    .answers.filter((said) => matches(said, query, surveys, days))
    .filter((said) => query.channel === undefined || said.channel === query.channel)
    .sort((a, b) => a.respondedAt - b.respondedAt);
}

/** Displays that were drawn. Only the widget displays. */
export function displaysIn(world: World, query: Query, days: Partial<Days>): Shown[] {
  const { surveys } = surveysOf(world, query);
  if (query.channel !== undefined && query.channel !== 'widget') return [];
  return toldIn(world)
    .displays.filter((shown) => shown.answer !== null || shown.outcome !== 'not_drawn')
    .filter((shown) => matches(shown, query, surveys, days));
}

interface Told {
  answers: Said[];
  displays: Shown[];
}

/** Dated once: going through the calendar for every question would be most of the time. */
const toldOf = new WeakMap<World, Told>();

function toldIn(world: World): Told {
  const known = toldOf.get(world);
  if (known) return known;
  const dayOf = (time: number) => dayNumber(localDate(time, world.zone));
  const told = {
    displays: world.showings.map((showing, place) => ({ ...showing, place, day: dayOf(showing.displayedAt) })),
    answers: world.showings.flatMap((showing, place): Said[] => {
      const { answer } = showing;
      return answer ? [{ ...showing, ...answer, place, day: dayOf(answer.respondedAt) }] : [];
    }),
  };
  toldOf.set(world, told);
  return told;
}

function matches(shown: Shown, query: Query, surveys: number[], { first, last }: Partial<Days>): boolean {
  if (!surveys.includes(shown.survey)) return false;
  if (first !== undefined && shown.day < first) return false;
  if (last !== undefined && shown.day > last) return false;
  if (query.locale !== undefined && shown.locale !== query.locale) return false;
  if (query.account !== undefined && shown.account !== query.account) return false;
  if (query.touchpoint !== undefined && shown.touchpoint !== query.touchpoint) return false;
  if (query.identity === 'verified' && shown.identity !== 'verified') return false;
  return Object.entries(query.where ?? {}).every(([key, texts]) =>
    texts.some((text) => isValue(shown.traits[key], text)),
  );
}

function isValue(value: Value | undefined, text: string): boolean {
  if (typeof value === 'number') return value === Number(text);
  return value !== undefined && String(value) === text;
}

/** Whose answer it is; nobody known is somebody else each time. */
export function personOf({ person, place }: Pick<Said, 'person' | 'place'>): string {
  return person ? `person ${person.anonymous ? 'device' : 'user'} ${person.id}` : `nobody ${place}`;
}
