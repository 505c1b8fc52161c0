import { Type, type Static } from 'typebox';
import { Category, ExternalId, Instant, NextCursor, OneOf, Strict, Traits } from './common.ts';
import { order } from './breakdown.ts';
import { CountOf, orNull, range } from './metric.ts';
import { compare, filters, where } from './report-filters.ts';

const ACCOUNT_SORTS = ['score', 'trend', 'revenue', 'people', 'last_answered_at', 'last_asked_at', 'id'] as const;
export const RISKS = ['detractor', 'mean_fell', 'category_fell'] as const;
const YesNo = OneOf(['true', 'false']);

export const AccountsQuery = Strict(
  {
    ...filters,
    compare,
    heard: Type.Optional({ ...YesNo, description: 'False lists the accounts without an answer; default true.' }),
    category: Type.Optional({ ...Category, description: 'Only accounts whose mean score is in this category.' }),
    at_risk: Type.Optional({ ...YesNo, description: 'Only accounts at risk, or only the others.' }),
    sort: Type.Optional(OneOf(ACCOUNT_SORTS, { description: 'Default `last_answered_at`.' })),
    order,
    limit: Type.Optional(
      Type.String({ pattern: '^([1-9]|[1-9][0-9]|100)$', description: 'Rows per page, 1–100; default 50.' }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 1_000, description: '`next_cursor` of the page before.' })),
  },
  { patternProperties: where },
);

const Mean = Type.Number({ minimum: 0, maximum: 10 });

/** What stands in every list of accounts. */
export const accountHead = {
  id: ExternalId,
  revenue: orNull(Type.Number({ description: 'By the trait that the project names.' })),
  last_answered_at: orNull({
    ...Instant,
    description: 'Of all time and of all surveys asked about, whatever the other filters. ISO 8601, UTC.',
  }),
  last_asked_at: orNull({
    ...Instant,
    description: 'When anybody of it last saw one of these surveys, whatever the other filters. ISO 8601, UTC.',
  }),
};

export const AccountReport = Strict(
  {
    ...accountHead,
    score: orNull({ ...Mean, description: 'The mean of the latest answer of each of its people in the range.' }),
    category: orNull({ ...Category, description: 'Of the mean: promoter from 8.5, detractor below 6.5.' }),
    people: Type.Integer({ minimum: 0, description: 'Who answered in the range.' }),
    response_count: CountOf('All answers of these people in the range.'),
    previous_score: orNull({
      ...Mean,
      description:
        'In the compared range; else where the account stood before `since`, or ninety days before the end of the range.',
    }),
    trend: orNull(Type.Number({ minimum: -10, maximum: 10, description: '`score` minus `previous_score`.' })),
    at_risk: Type.Boolean({ description: 'True when `risks` names any.' }),
    risks: Type.Array(OneOf(RISKS), {
      description:
        '`detractor`: its category now. `mean_fell`: by two points or more. `category_fell`: no longer what it was.',
    }),
    traits: {
      ...Traits,
      description: 'The last known ones: what a server told of the account, else those of its latest answer.',
    },
  },
  { $id: 'AccountReport' },
);

const { respondents: _respondents, unit: _unit, cluster: _cluster, ...accountRange } = range;
export const AccountsReport = Strict(
  {
    ...accountRange,
    data: Type.Array(Type.Ref('AccountReport'), { description: 'A page of accounts, sorted.' }),
    next_cursor: NextCursor,
  },
  { $id: 'AccountsReport' },
);

export type AccountsQuery = Static<typeof AccountsQuery>;
export type AccountReport = Static<typeof AccountReport>;
export type AccountsReport = Omit<Static<typeof AccountsReport>, 'data'> & { data: AccountReport[] };
