import { Type, type Static } from 'typebox';
import { accountHead } from './accounts-report.ts';
import { BreakdownQuery, BreakdownGroup } from './breakdown.ts';
import { Strict } from './common.ts';
import { Count, difference, orNull, range, score } from './metric.ts';
import { confidence, filters, where } from './report-filters.ts';

export const CoverageQuery = Strict(
  { ...filters, confidence, by: Type.Optional(BreakdownQuery.properties.by) },
  { patternProperties: where },
);

const Share = Type.Number({ minimum: 0, maximum: 1 });
const { respondents: _respondents, unit: _unit, cluster: _cluster, ...coverageRange } = range;

export const Coverage = Strict(
  {
    ...coverageRange,
    account_count: Type.Integer({ minimum: 0, description: 'All accounts that the project knows.' }),
    heard_account_count: Type.Integer({ minimum: 0, description: 'Those with an answer in the range.' }),
    account_share: orNull(Share),
    revenue: orNull(Type.Number({ minimum: 0, description: 'Of all accounts; null when the project names no trait.' })),
    heard_revenue: orNull(Type.Number({ minimum: 0 })),
    revenue_share: orNull(Share),
    silent_accounts: Type.Array(Strict(accountHead), {
      description: 'The dearest twenty who were not heard from; `/v1/metrics/accounts?heard=false` lists all.',
    }),
    display_count: Count,
    response_rate: orNull(Share),
    response_rates: Type.Array(
      Strict({
        key: BreakdownGroup.properties.key,
        display_count: Count,
        answered_count: Count,
        response_rate: Share,
      }),
      { description: 'By the dimensions of `by`, the most shown first.' },
    ),
    early_and_late: Strict(
      {
        response_count: Type.Integer({ minimum: 0, description: 'At most the latest 5,000 answers to a display.' }),
        median_delay_s: orNull(Type.Number({ description: 'From display to answer.' })),
        early: Strict({ nps: score.nps, nps_exact: score.nps_exact, response_count: Count }),
        late: Strict({ nps: score.nps, nps_exact: score.nps_exact, response_count: Count }),
        ...difference,
      },
      {
        description:
          'Who answered later than half of all resembles those who never did: a `difference` (late minus early) hints at what silence hides.',
      },
    ),
  },
  { $id: 'Coverage' },
);

export type CoverageQuery = Static<typeof CoverageQuery>;
export type Coverage = Static<typeof Coverage>;
