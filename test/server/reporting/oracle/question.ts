import fc from 'fast-check';
import type { Query } from './answers.ts';
import type { AccountsQuery, BreakdownQuery, Compare, CoverageQuery, SeriesQuery } from './reference.ts';
import { ACCOUNTS, CORNERS, LOCALES, ODD_TEXTS, TOUCHPOINTS } from './world.ts';

/** A request, before it is spelled as an address. */
export type Question =
  | { ask: 'metrics'; query: Query & { compare?: Compare } }
  | { ask: 'series'; query: SeriesQuery }
  | { ask: 'breakdown'; query: BreakdownQuery }
  | { ask: 'accounts'; query: AccountsQuery }
  | { ask: 'coverage'; query: CoverageQuery }
  | { ask: 'marker'; query: Query & { marker: number; days?: number } };

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
  .tuple(fc.oneof({ arbitrary: fc.constantFrom(...RANGES), weight: 2 }, around), fc.constantFrom(0, 1, 1, 1, 1, 2, 3))
  .map(([[since, until], ends]) => ({
    ...(ends !== 0 && ends !== 2 && { since }),
    ...(ends !== 0 && ends !== 3 && { until }),
  }));

/** Few filters at a time: with many, nothing would be left to count. */
const rare = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 1, nil: undefined, depthSize: 'max' });
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 6 }, { arbitrary, weight: 1 });

const which = fc.record({
  survey: fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 4 },
    { arbitrary: fc.constantFrom([0], [0, 1], [1, 0, 1], [2]), weight: 3 },
    { arbitrary: fc.constantFrom([0, 2]), weight: 1 },
  ),
  kind: seldom(fc.constantFrom('relationship', 'transactional')),
  channel: seldom(fc.constantFrom('widget', 'email', 'import')),
  locale: seldom(fc.constantFrom(...LOCALES)),
  account: seldom(fc.constantFrom(...ACCOUNTS, 'nobody')),
  touchpoint: seldom(fc.constantFrom(...TOUCHPOINTS)),
  identity: seldom(fc.constantFrom('verified', 'any')),
  where: seldom(
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
});

const how = fc.record({
  respondents: rare(fc.constantFrom('all', 'latest')),
  unit: rare(fc.constantFrom('respondent', 'account')),
  cluster: rare(fc.constant('account')),
  confidence: rare(fc.constantFrom('0.90', '0.95', '0.99')),
});

const compare: fc.Arbitrary<Compare> = fc.oneof(
  fc.constantFrom<Compare[]>('previous_period', 'previous_year', { marker: 0 }, { marker: 2 }),
  around.map(([since, until]) => ({ since, until })),
  fc.constantFrom<Compare[]>(
    { since: '2025-12-01', until: '2025-12-31' },
    { since: '2026-05-01', until: '2026-04-01' },
  ),
);

const by = fc.uniqueArray(
  fc.constantFrom(
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
    'account_size',
  ),
  { minLength: 1, maxLength: 2 },
);
const order = rare(fc.constantFrom('asc', 'desc'));
const bucket = fc.constantFrom(
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
);

const all = <T>(...parts: fc.Arbitrary<object>[]) =>
  fc.tuple(...parts).map((found) => withoutUndefined(Object.assign({}, ...found) as object) as T);

export const question: fc.Arbitrary<Question> = fc.oneof(
  { arbitrary: asking('metrics', all(which, range, how, fc.record({ compare: rare(compare) }))), weight: 3 },
  {
    arbitrary: asking(
      'series',
      all(which, range, how, fc.record({ bucket, compare: rare(fc.constantFrom('previous_period', 'previous_year')) })),
    ),
    weight: 2,
  },
  {
    arbitrary: asking(
      'breakdown',
      all(which, range, how, fc.record({ by, sort: rare(fc.constantFrom('size', 'score')), order })),
    ),
    weight: 3,
  },
  {
    arbitrary: asking(
      'accounts',
      all(
        which,
        range,
        fc.record({
          compare: rare(compare),
          heard: rare(fc.constantFrom('true', 'false')),
          category: seldom(fc.constantFrom('promoter', 'passive', 'detractor')),
          at_risk: seldom(fc.constantFrom('true', 'false')),
          sort: rare(fc.constantFrom('score', 'trend', 'revenue', 'people', 'last_answered_at', 'last_asked_at', 'id')),
          order,
        }),
      ),
    ),
    weight: 2,
  },
  {
    arbitrary: asking(
      'coverage',
      all(
        which,
        range,
        fc.record({
          by: rare(by.filter((names) => !names.includes('account_size'))),
          confidence: rare(fc.constantFrom('0.90', '0.99')),
        }),
      ),
    ),
    weight: 2,
  },
  {
    arbitrary: asking(
      'marker',
      all(which, how, fc.record({ marker: fc.constantFrom(0, 1, 2), days: rare(fc.integer({ min: 1, max: 60 })) })),
    ),
    weight: 1,
  },
);

function asking<Ask extends Question['ask']>(
  ask: Ask,
  query: fc.Arbitrary<Extract<Question, { ask: Ask }>['query']>,
): fc.Arbitrary<Question> {
  return query.map((asked) => ({ ask, query: asked }) as Question);
}

function withoutUndefined(query: object): object {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
