import { Type, type Static } from 'typebox';
import { accountHead } from './accounts-report.ts';
import { BreakdownQuery, BreakdownGroup, rest as scoreOnly } from './breakdown.ts';
import { Strict } from './common.ts';
import { CountOf, difference, orNull, range } from './metric.ts';
import { confidence, filters, where } from './report-filters.ts';

export const CoverageQuery = Strict(
  { ...filters, confidence, by: Type.Optional(BreakdownQuery.properties.by) },
  { patternProperties: where },
);

const Share = (what: string) => Type.Number({ minimum: 0, maximum: 1, description: `${what}, 0–1.` });
const { respondents: _respondents, unit: _unit, cluster: _cluster, ...coverageRange } = range;

export const Coverage = Strict(
  {
    ...coverageRange,
    account_count: Type.Integer({ minimum: 0, description: 'All accounts that the project knows.' }),
    heard_account_count: Type.Integer({ minimum: 0, description: 'Those with an answer in the range.' }),
    account_share: orNull(Share('Accounts heard from, of all accounts')),
    revenue: orNull(Type.Number({ minimum: 0, description: 'Of all accounts; null when the project names no trait.' })),
    heard_revenue: orNull(Type.Number({ minimum: 0, description: 'Of those heard from.' })),
    revenue_share: orNull(Share('Revenue heard from, of all revenue')),
    silent_accounts: Type.Array(Strict(accountHead), {
      description: 'The dearest twenty who were not heard from; `/v1/metrics/accounts?heard=false` lists all.',
    }),
    display_count: CountOf('Displays begun in the range; previews, tests and those never drawn are left out.'),
    response_rate: orNull(Share('Displays that led to a response, of all of them')),
    response_rates: Type.Array(
      Strict({
        key: BreakdownGroup.properties.key,
        display_count: CountOf('Displays with this value.'),
        answered_count: CountOf('Those that led to a response.'),
        response_rate: Share('The share of the two'),
      }),
      { description: 'By the dimensions of `by`, the most shown first.' },
    ),
    early_and_late: Strict(
      {
        response_count: Type.Integer({ minimum: 0, description: 'At most the latest 2,000 answers to a display.' }),
        median_delay_s: orNull(Type.Number({ description: 'Seconds from display to answer, the median.' })),
        early: { ...scoreOnly, description: 'Answers up to the median delay.' },
        late: { ...scoreOnly, description: 'Answers after it.' },
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
