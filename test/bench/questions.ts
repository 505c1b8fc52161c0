import { dateOfDay } from '../../shared/calendar/day.ts';
import { LAST_DAY } from './fill-database.ts';
import type { BenchDatabase } from './make-database.ts';

export interface Question {
  name: string;
  /** Path and query. */
  url: string;
  /** What DuckDB is asked for the counts behind it. */
  sql?: string;
}

const COUNTS = 'count(*), count(*) filter (score >= 9), count(*) filter (score <= 6)';
const UNTIL = dateOfDay(LAST_DAY);

/** Those that people ask first, and that counters by day can answer. */
export function plainQuestions({ surveys: [biggest] }: BenchDatabase): Question[] {
  return [
    {
      name: 'one survey, 90 days',
      url: `/v1/metrics?survey=${biggest}&since=${since(90)}&until=${UNTIL}`,
      sql: `select ${COUNTS} from response where survey = 1 and day > ${LAST_DAY - 90}`,
    },
    {
      name: 'one survey, 365 days',
      url: `/v1/metrics?survey=${biggest}&since=${since(365)}&until=${UNTIL}`,
      sql: `select ${COUNTS} from response where survey = 1 and day > ${LAST_DAY - 365}`,
    },
    {
      name: 'one survey, 3 years',
      url: `/v1/metrics?survey=${biggest}`,
      sql: `select ${COUNTS} from response where survey = 1`,
    },
    {
      name: 'all surveys, 90 days',
      url: `/v1/metrics?since=${since(90)}&until=${UNTIL}`,
      sql: `select ${COUNTS} from response where day > ${LAST_DAY - 90}`,
    },
    { name: 'all surveys, 3 years', url: '/v1/metrics', sql: `select ${COUNTS} from response` },
    {
      name: 'one survey by week, 3 years',
      url: `/v1/metrics/series?bucket=week&survey=${biggest}&until=${UNTIL}`,
      sql: `select (day + 3) // 7, ${COUNTS} from response where survey = 1 group by 1`,
    },
    {
      name: 'all surveys by week, 3 years',
      url: `/v1/metrics/series?bucket=week&until=${UNTIL}`,
      sql: `select (day + 3) // 7, ${COUNTS} from response group by 1`,
    },
    {
      name: 'all surveys by day, 365 days',
      url: `/v1/metrics/series?bucket=day&since=${since(365)}&until=${UNTIL}`,
      sql: `select day, ${COUNTS} from response where day > ${LAST_DAY - 365} group by 1`,
    },
  ];
}

/** Those that look at traits, companies and comments. */
export function otherQuestions({ surveys: [biggest] }: BenchDatabase): Question[] {
  return [
    {
      name: 'by plan, 365 days',
      url: `/v1/metrics/breakdown?by=plan&survey=${biggest}&since=${since(365)}&until=${UNTIL}`,
      sql: `select plan, ${COUNTS} from response where survey = 1 and day > ${LAST_DAY - 365} group by 1`,
    },
    {
      name: 'plan = pro and region = eu by week, 3 years',
      url: `/v1/metrics/series?bucket=week&survey=${biggest}&until=${UNTIL}&where[plan]=pro&where[region]=eu`,
      sql: `select (day + 3) // 7, ${COUNTS} from response where survey = 1 and plan = 'pro' and region = 'eu' group by 1`,
    },
    {
      name: 'the 50 worst companies, 365 days',
      url: `/v1/metrics/accounts?limit=50&sort=score&order=asc&since=${since(365)}&until=${UNTIL}`,
      sql: `select account, avg(score) from response where day > ${LAST_DAY - 365} group by 1 order by 2 limit 50`,
    },
    { name: 'the latest 50 comments of detractors', url: '/v1/responses?limit=50&max_score=6&has_comment=true' },
    { name: 'one word in comments of detractors', url: '/v1/responses?limit=50&max_score=6&q=bookkeeping' },
  ];
}

/** The first day of so many last ones. */
function since(days: number): string {
  return dateOfDay(LAST_DAY - days + 1);
}
