import { seededRandom, type SeededRandom } from '../../server/domain/seeded-random.ts';
import { dateOfDay } from '../../shared/calendar/day.ts';
import { industry, LOCALES, PLANS, REGIONS, TOUCHPOINTS } from './bench-people.ts';
import { DAYS, externalAccount, LAST_DAY } from './fill-database.ts';
import type { BenchDatabase } from './make-database.ts';

export interface Question {
  name: string;
  /** Path and query. */
  url: string;
}

/** Those that people ask first, and that counters by day can answer unless they say otherwise. */
export function plainQuestions({ surveys: [biggest] }: BenchDatabase): Question[] {
  const until = dateOfDay(LAST_DAY);
  const since = (days: number) => dateOfDay(LAST_DAY - days + 1);
  return [
    { name: 'one survey, 90 days', url: `/v1/metrics?survey=${biggest}&since=${since(90)}&until=${until}` },
    { name: 'one survey, 365 days', url: `/v1/metrics?survey=${biggest}&since=${since(365)}&until=${until}` },
    { name: 'one survey, 3 years', url: `/v1/metrics?survey=${biggest}` },
    { name: 'all surveys, 90 days', url: `/v1/metrics?since=${since(90)}&until=${until}` },
    { name: 'all surveys, 3 years', url: '/v1/metrics' },
    { name: 'one survey by week, 3 years', url: `/v1/metrics/series?bucket=week&survey=${biggest}&until=${until}` },
    { name: 'all surveys by week, 3 years', url: `/v1/metrics/series?bucket=week&until=${until}` },
    { name: 'all surveys by day, 365 days', url: `/v1/metrics/series?bucket=day&since=${since(365)}&until=${until}` },
  ];
}

export function filteredQuestions(database: BenchDatabase, count: number): Question[] {
  const random = seededRandom(count);
  return Array.from({ length: count }, () => {
    const url = filteredUrl(random, database);
    return { name: url, url };
  });
}

function filteredUrl(random: SeededRandom, { surveys, accounts }: BenchDatabase): string {
  const query = new URLSearchParams();
  if (random.chance(0.5)) query.append('survey', random.chance(0.5) ? surveys[0]! : random.pick(surveys));
  if (random.chance(0.6)) query.append('since', dateOfDay(LAST_DAY - random.integer(7, DAYS - 1)));
  query.append('until', dateOfDay(LAST_DAY - random.integer(0, 6)));
  const filters = random.shuffle(filterChoices(random, accounts)).slice(0, random.integer(1, 3));
  for (const [name, ...values] of filters) for (const value of values) query.append(name!, value);
  if (random.chance(0.5)) return `/v1/metrics?${query}`;
  // A day's bucket in three years would be more than a series may have.
  query.append('bucket', random.pick(['week', 'month', 'quarter']));
  return `/v1/metrics/series?${query}`;
}

function filterChoices(random: SeededRandom, accounts: number): string[][] {
  return [
    ['where[plan]', random.pick(PLANS)],
    ['where[plan]', ...PLANS.slice(1)],
    ['where[region]', random.pick(REGIONS)],
    ['where[region]', ...REGIONS.slice(2, 7)],
    ['where[industry]', industry(random.integer(0, 199))],
    ['where[role]', random.pick(['admin', 'user'])],
    ['locale', random.pick(LOCALES)],
    ['touchpoint', random.pick(TOUCHPOINTS)],
    ['channel', 'widget'],
    ['account', externalAccount(random.integer(0, accounts - 1))],
  ];
}
