import { Type, type Static } from 'typebox';
import { Category, ExternalId, Instant, OneOf, Strict, Traits } from './common.ts';
import { order } from './breakdown.ts';
import { Count, orNull, range } from './metric.ts';
import { compare, filters, where } from './report-filters.ts';

const ACCOUNT_SORTS = ['score', 'trend', 'revenue', 'people', 'last_answered_at', 'last_asked_at', 'id'] as const;
export const RISKS = ['detractor', 'mean_fell', 'category_fell'] as const;
const YesNo = OneOf(['true', 'false']);

export const AccountsQuery = Strict(
  {
    ...filters,
    compare,
    heard: Type.Optional({ ...YesNo, description: 'False lists the accounts without an answer; default true.' }),
    category: Type.Optional(Category),
    at_risk: Type.Optional(YesNo),
    sort: Type.Optional(OneOf(ACCOUNT_SORTS, { description: 'Default `last_answered_at`.' })),
    order,
    limit: Type.Optional(
      Type.String({ pattern: '^([1-9]|[1-9][0-9]|100)$', description: 'Rows per page, 1–100; default 50.' }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 1_000 })),
  },
  { patternProperties: where },
);

const Mean = Type.Number({ minimum: 0, maximum: 10 });

/** What stands in every list of accounts. */
export const accountHead = {
  id: ExternalId,
  revenue: orNull(Type.Number({ description: 'By the trait that the project names.' })),
  last_answered_at: orNull(Instant),
  last_asked_at: orNull(Instant),
};

export const AccountReport = Strict(
  {
    ...accountHead,
    score: orNull({ ...Mean, description: 'The mean of the latest answer of each of its people in the range.' }),
    category: orNull(Category),
    people: Type.Integer({ minimum: 0, description: 'Who answered in the range.' }),
    response_count: Count,
    previous_score: orNull({
      ...Mean,
      description:
        'In the compared range; else where the account stood before `since`, or ninety days before the end of the range.',
    }),
    trend: orNull(Type.Number({ minimum: -10, maximum: 10, description: '`score` minus `previous_score`.' })),
    at_risk: Type.Boolean(),
    risks: Type.Array(OneOf(RISKS), {
      description: '`mean_fell`: by two points or more. `category_fell`: no longer what it was.',
    }),
    traits: Traits,
  },
  { $id: 'AccountReport' },
);

const { respondents: _respondents, unit: _unit, cluster: _cluster, ...accountRange } = range;
export const AccountsReport = Strict(
  { ...accountRange, data: Type.Array(Type.Ref('AccountReport')), next_cursor: orNull(Type.String()) },
  { $id: 'AccountsReport' },
);

export type AccountsQuery = Static<typeof AccountsQuery>;
export type AccountReport = Static<typeof AccountReport>;
export type AccountsReport = Omit<Static<typeof AccountsReport>, 'data'> & { data: AccountReport[] };
