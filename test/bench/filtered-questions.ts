import { seededRandom, type SeededRandom } from '../../server/domain/seeded-random.ts';
import { dateOfDay } from '../../shared/calendar/day.ts';
import { industry, LOCALES, PLANS, REGIONS, TOUCHPOINTS } from './bench-people.ts';
import { DAYS, externalAccount, LAST_DAY } from './fill-database.ts';
import type { BenchDatabase } from './make-database.ts';

/** A report, and what makes one question of it differ from another besides the filters that all have. */
export interface Endpoint {
  name: string;
  path: (random: SeededRandom, database: BenchDatabase) => string;
  extra?: (random: SeededRandom, database: BenchDatabase) => string[][];
  /** Whether both ends of the range are given; `never` where the report has its own. */
  range?: 'always' | 'never';
}

const at = (path: string) => () => path;
const fixed = (query: Record<string, string>) => () => Object.entries(query);
const DIMENSIONS = ['plan', 'region', 'role', 'locale', 'touchpoint', 'channel', 'survey_version'];

export const ENDPOINTS: Endpoint[] = [
  { name: 'metrics', path: at('metrics') },
  { name: 'metrics, respondents=latest', path: at('metrics'), extra: fixed({ respondents: 'latest' }) },
  { name: 'metrics, cluster=account', path: at('metrics'), extra: fixed({ cluster: 'account' }) },
  { name: 'metrics, unit=account with revenue', path: at('metrics'), extra: fixed({ unit: 'account' }) },
  { name: 'metrics, identity=verified', path: at('metrics'), extra: fixed({ identity: 'verified' }) },
  {
    name: 'metrics, compare',
    path: at('metrics'),
    range: 'always',
    extra: (random) => [['compare', random.pick(['previous_period', 'previous_year'])]],
  },
  {
    name: 'series',
    path: at('metrics/series'),
    // A day's bucket in three years would be more than a series may have.
    extra: (random) => [['bucket', random.pick(['week', 'month', 'quarter'])]],
  },
  {
    name: 'series, compare',
    path: at('metrics/series'),
    extra: (random) => [
      ['bucket', random.pick(['week', 'month', 'quarter'])],
      ['compare', random.pick(['previous_period', 'previous_year'])],
    ],
  },
  {
    name: 'breakdown',
    path: at('metrics/breakdown'),
    extra: (random) => [['by', random.pick([...DIMENSIONS, 'industry'])]],
  },
  {
    name: 'breakdown by two',
    path: at('metrics/breakdown'),
    extra: (random) =>
      random
        .shuffle(DIMENSIONS)
        .slice(0, 2)
        .map((by) => ['by', by]),
  },
  { name: 'breakdown by account_size', path: at('metrics/breakdown'), extra: fixed({ by: 'account_size' }) },
  {
    name: 'accounts',
    path: at('metrics/accounts'),
    extra: (random) => [
      ['sort', random.pick(['score', 'last_answered_at', 'revenue'])],
      ['order', random.pick(['asc', 'desc'])],
    ],
  },
  { name: 'coverage', path: at('metrics/coverage'), extra: (random) => [['by', random.pick(DIMENSIONS)]] },
  { name: 'terms', path: at('metrics/terms') },
  { name: 'marker', path: (random, { markers }) => `markers/${random.pick(markers)}`, range: 'never' },
  { name: 'responses', path: at('responses') },
  {
    name: 'responses, detractors who commented',
    path: at('responses'),
    extra: fixed({ category: 'detractor', has_comment: 'true' }),
  },
  {
    name: 'responses, words of comments',
    path: at('responses'),
    extra: (random) => [['q', random.pick(['bookkeeping', 'inv', 'support answer', 'peppol', 'price'])]],
  },
  { name: 'responses, tag', path: at('responses'), extra: (random) => [['tag', random.pick(['billing', 'speed'])]] },
];

/** As many questions of a report as asked; `byTrait` filters each by one trait at least. The same for the same number. */
export function filteredQuestions(
  endpoint: Endpoint,
  database: BenchDatabase,
  count: number,
  byTrait: boolean,
): { url: string }[] {
  const random = seededRandom(count);
  return Array.from({ length: count }, () => {
    const query = new URLSearchParams(filtersOf(random, database, endpoint.range, byTrait));
    for (const [name, value] of endpoint.extra?.(random, database) ?? []) query.append(name!, value!);
    return { url: `/v1/${endpoint.path(random, database)}?${query.toString()}` };
  });
}

function filtersOf(
  random: SeededRandom,
  { surveys, accounts }: BenchDatabase,
  range: Endpoint['range'],
  byTrait: boolean,
): string[][] {
  const filters: string[][] = [];
  if (random.chance(0.5)) filters.push(['survey', random.chance(0.5) ? surveys[0]! : random.pick(surveys)]);
  if (range !== 'never') {
    // Short enough that the same time before it is within the three years.
    const longest = range === 'always' ? Math.floor(DAYS / 3) : DAYS - 1;
    const isOpen = range !== 'always' && random.chance(0.4);
    if (!isOpen) filters.push(['since', dateOfDay(LAST_DAY - random.integer(7, longest))]);
    filters.push(['until', dateOfDay(LAST_DAY - random.integer(0, 6))]);
  }
  const choices = random.shuffle(plainFilters(random, accounts)).slice(0, random.integer(0, 2));
  if (byTrait) choices.push(...random.shuffle(traitFilters(random)).slice(0, random.integer(1, 2)));
  for (const [name, ...values] of choices) filters.push(...values.map((value) => [name!, value]));
  return filters;
}

function plainFilters(random: SeededRandom, accounts: number): string[][] {
  return [
    ['locale', random.pick(LOCALES)],
    ['touchpoint', random.pick(TOUCHPOINTS)],
    ['channel', 'widget'],
    ['account', externalAccount(random.integer(0, accounts - 1))],
  ];
}

function traitFilters(random: SeededRandom): string[][] {
  return [
    random.chance(0.5) ? ['where[plan]', random.pick(PLANS)] : ['where[plan]', ...PLANS.slice(1)],
    random.chance(0.5) ? ['where[region]', random.pick(REGIONS)] : ['where[region]', ...REGIONS.slice(2, 7)],
    ['where[industry]', industry(random.integer(0, 199))],
    ['where[role]', random.pick(['admin', 'user'])],
  ];
}
