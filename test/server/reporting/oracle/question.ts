import * as fc from 'fast-check';
import type { Query } from './answers.ts';
import type { AccountsQuery } from './accounts.ts';
import type { Compare } from './asked.ts';
import type { BreakdownQuery } from './breakdown.ts';
import type { CoverageQuery } from './coverage.ts';
import type { ListQuery } from './responses.ts';
import type { SeriesQuery } from './series.ts';
import type { TermsQuery } from './terms.ts';
import { ACCOUNTS, CORNERS, LOCALES, ODD_TEXTS, TAGS, TOUCHPOINTS } from './world.ts';

/** A request, before it is spelled as an address. */
export type Question =
  | { ask: 'metrics'; query: Query & { compare?: Compare } }
  | { ask: 'series'; query: SeriesQuery }
  | { ask: 'breakdown'; query: BreakdownQuery }
  | { ask: 'accounts'; query: AccountsQuery }
  | { ask: 'coverage'; query: CoverageQuery }
  | { ask: 'marker'; query: Query & { marker: number; days?: number } }
  | { ask: 'responses'; query: ListQuery }
  | { ask: 'export'; query: ListQuery }
  | { ask: 'terms'; query: TermsQuery };

export type Ask = Question['ask'];

const DAY = 86_400_000;

/** Weeks, months, seasons and years to compare, a week 53, a leap day, and ranges that are nothing whole. */
const RANGES: [since: string, until: string][] = [
  ['2026-12-28', '2027-01-03'],
  ['2026-03-23', '2026-03-29'],
  ['2026-03-01', '2026-03-31'],
  ['2026-10-01', '2026-12-31'],
  ['2025-12-01', '2026-02-28'],
  ['2026-01-01', '2026-12-31'],
  ['2025-07-01', '2026-06-30'],
  ['2024-02-29', '2024-02-29'],
  ['2024-02-01', '2024-02-29'],
  ['2024-02-10', '2024-03-09'],
  ['2026-03-20', '2026-04-08'],
  ['2026-11-01', '2025-11-01'],
];

const around = fc
  .record({ corner: fc.constantFrom(...CORNERS), before: fc.nat(40), length: fc.nat(80) })
  .map(({ corner, before, length }): [string, string] => {
    const first = Date.parse(corner) - before * DAY;
    return [dateOf(first), dateOf(first + length * DAY)];
  });

const range = fc
  .tuple(fc.oneof({ arbitrary: fc.constantFrom(...RANGES), weight: 2 }, around), fc.constantFrom(1, 1, 1, 1, 2, 3))
  .map(([[since, until], ends]) => ({ ...(ends !== 2 && { since }), ...(ends !== 3 && { until }) }));

/** What may be asked for under one name: one in `odds` questions has it. With few values, each is asked about by itself. */
interface Parameter {
  odds: number;
  values?: readonly unknown[];
  draw: fc.Arbitrary<unknown>;
}

const among = (odds: number, ...values: unknown[]): Parameter => ({ odds, values, draw: fc.constantFrom(...values) });
const drawn = (odds: number, draw: fc.Arbitrary<unknown>): Parameter => ({ odds, draw });

/** Few filters at a time: with many, nothing would be left to count. */
const which = {
  survey: among(2, [0], [0, 1], [1, 0, 1], [2], [0, 2]),
  kind: among(7, 'relationship', 'transactional'),
  channel: among(7, 'widget', 'link', 'email', 'api', 'import'),
  locale: among(7, ...LOCALES),
  account: among(7, ...ACCOUNTS, 'nobody'),
  touchpoint: among(7, ...TOUCHPOINTS),
  identity: among(7, 'verified', 'any'),
  where: drawn(
    4,
    fc.record(
      {
        plan: fc.array(fc.constantFrom(...ODD_TEXTS), { minLength: 1, maxLength: 3 }),
        seats: fc.constantFrom(['5'], ['2.5', '0'], ['-3'], ['1e21', '1.0']),
        vip: fc.constantFrom(['true'], ['false'], ['false', 'true']),
        channel: fc.array(fc.constantFrom(...ODD_TEXTS), { minLength: 2, maxLength: 4 }),
      },
      { requiredKeys: [] },
    ),
  ),
};
const days = { range: { odds: 1.2, draw: range } };

const confidence = among(2, '0.90', '0.95', '0.99');
const how = {
  respondents: among(2, 'all', 'latest'),
  unit: among(2, 'respondent', 'account'),
  cluster: among(2, 'account'),
  confidence,
};

const compare = drawn(
  2,
  fc.oneof(
    fc.constantFrom<Compare[]>('previous_period', 'previous_year', { marker: 0 }, { marker: 2 }),
    around.map(([since, until]) => ({ since, until })),
    fc.constantFrom<Compare[]>(
      { since: '2025-12-01', until: '2025-12-31' },
      { since: '2026-05-01', until: '2026-04-01' },
    ),
  ),
);

const DIMENSIONS = [
  'plan',
  'seats',
  'vip',
  'trait:channel',
  'channel',
  'locale',
  'touchpoint',
  'survey',
  'survey_version',
  'identity',
];
const by = (dimensions: string[]) => fc.uniqueArray(fc.constantFrom(...dimensions), { minLength: 1, maxLength: 2 });
const order = among(2, 'asc', 'desc');

const listed = {
  category: among(5, 'promoter', 'passive', 'detractor'),
  min_score: among(7, '0', '6', '7', '10'),
  max_score: among(7, '0', '6', '8', '10'),
  has_comment: among(7, 'true', 'false'),
  tag: among(7, ...TAGS, 'nothing'),
  excluded: among(4, 'true', 'false', 'any'),
  q: among(
    5,
    'export',
    'EXP',
    'slow the',
    'too slow',
    'cafe',
    'CAFÉ est',
    '"drop table"',
    'drop-table',
    'nothing',
    'le',
  ),
};

/** Every endpoint of the reports with every parameter that it takes. */
export const PARAMETERS: Record<Ask, Record<string, Parameter>> = {
  metrics: { ...which, ...days, ...how, compare },
  series: {
    ...which,
    ...days,
    ...how,
    bucket: among(
      1,
      'day',
      'week',
      'month',
      'quarter',
      'season',
      'year',
      'fiscal_quarter',
      'fiscal_year',
      'rolling:30d',
      'rolling:90d',
    ),
    compare: among(2, 'previous_period', 'previous_year'),
  },
  breakdown: {
    ...which,
    ...days,
    ...how,
    by: drawn(1, by([...DIMENSIONS, 'account_size'])),
    sort: among(2, 'size', 'score'),
    order,
  },
  accounts: {
    ...which,
    ...days,
    compare,
    heard: among(2, 'true', 'false'),
    category: among(7, 'promoter', 'passive', 'detractor'),
    at_risk: among(7, 'true', 'false'),
    sort: among(2, 'score', 'trend', 'revenue', 'people', 'last_answered_at', 'last_asked_at', 'id'),
    order,
  },
  coverage: { ...which, ...days, by: drawn(2, by(DIMENSIONS)), confidence },
  marker: { ...which, ...how, marker: among(1, 0, 1, 2), days: drawn(2, fc.integer({ min: 1, max: 60 })) },
  responses: { ...which, ...days, ...listed },
  export: { ...which, ...days, ...listed },
  terms: { ...which, ...days, confidence, sort: among(2, 'size', 'difference'), limit: among(3, '1', '2', '100') },
};

const WEIGHTS: Record<Ask, number> = {
  metrics: 3,
  series: 2,
  breakdown: 3,
  accounts: 2,
  coverage: 2,
  marker: 1,
  responses: 2,
  export: 1,
  terms: 2,
};
const ASKS = Object.keys(PARAMETERS) as Ask[];

export const question: fc.Arbitrary<Question> = fc.oneof(
  ...ASKS.map((ask) => ({ arbitrary: questionAbout(ask, {}), weight: WEIGHTS[ask] })),
);

/** Something that must be asked for in one question: two parameters together, or one with a certain value. */
export interface Cell {
  ask: Ask;
  forced: Record<string, fc.Arbitrary<unknown>>;
  /** As `cellsOf` names it. */
  name: string;
}

export const CELLS: Cell[] = ASKS.flatMap((ask) => [...pairsOf(ask), ...valuesOf(ask)]);

function pairsOf(ask: Ask): Cell[] {
  const parameters = Object.entries(PARAMETERS[ask]);
  return parameters.flatMap(([one, { draw }], place) =>
    parameters.slice(place + 1).map(([other, { draw: otherDraw }]) => ({
      ask,
      forced: { [one]: draw, [other]: otherDraw },
      name: pairName(ask, one, other),
    })),
  );
}

function valuesOf(ask: Ask): Cell[] {
  return Object.entries(PARAMETERS[ask]).flatMap(([name, { values = [] }]) =>
    values.map((value) => ({ ask, forced: { [name]: fc.constant(value) }, name: valueName(ask, name, value) })),
  );
}

function pairName(ask: Ask, ...names: string[]): string {
  return `${ask}: ${names.toSorted().join(' with ')}`;
}

function valueName(ask: Ask, name: string, value: unknown): string {
  return `${ask}: ${name} ${JSON.stringify(value)}`;
}

/** The cells that a question stands in. */
export function cellsOf({ ask, query }: Question): string[] {
  const { since, until, ...rest } = query as Record<string, unknown>;
  const given = { ...rest, ...((since !== undefined || until !== undefined) && { range: true }) };
  const names = Object.keys(given);
  return [
    ...names.flatMap((one, place) => names.slice(place + 1).map((other) => pairName(ask, one, other))),
    ...Object.entries(given).map(([name, value]) => valueName(ask, name, value)),
  ];
}

export function questionOf({ ask, forced }: Cell): fc.Arbitrary<Question> {
  return questionAbout(ask, forced);
}

function questionAbout(ask: Ask, forced: Cell['forced']): fc.Arbitrary<Question> {
  const parts = Object.entries(PARAMETERS[ask]).map(([name, { odds, draw }]) => {
    const value = forced[name] ?? draw;
    const isAlways = odds === 1 || name in forced;
    return isAlways
      ? value.map((one) => [name, one])
      : option(
          value.map((one) => [name, one]),
          odds,
        );
  });
  return fc.tuple(...parts).map((found) => {
    const given = Object.fromEntries(found.filter((one) => one !== undefined) as [string, unknown][]);
    const { range: asked, ...rest } = given;
    return { ask, query: { ...rest, ...(asked as object) } } as Question;
  });
}

/** In one of `odds` cases. */
function option<T>(arbitrary: fc.Arbitrary<T>, odds: number): fc.Arbitrary<T | undefined> {
  return fc.oneof(
    { arbitrary: fc.constant(undefined), weight: Math.round(10 * (odds - 1)) },
    { arbitrary, weight: 10 },
  );
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
