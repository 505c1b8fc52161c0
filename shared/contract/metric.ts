import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { Day, Kind, OneOf, Strict, SurveyId } from './common.ts';
import { RESPONDENTS, UNITS } from './report-filters.ts';

export const Count = Type.Integer({ minimum: 0 });
const Percent = Type.Number({ minimum: 0, maximum: 100 });
export const orNull = <const T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const Interval = (furthest: number) =>
  Strict({
    confidence: Type.Number(),
    low: Type.Number({ minimum: -furthest, maximum: furthest }),
    high: Type.Number({ minimum: -furthest, maximum: furthest }),
    method: OneOf(['adjusted_wald', 'adjusted_wald_clustered', 'adjusted_wald_weighted']),
  });
const ConfidenceInterval = Interval(100);

/** The score with its parts; what the counts count is the `unit`. */
export const score = {
  nps: orNull(
    Type.Integer({
      minimum: -100,
      maximum: 100,
      description: 'Rounded once from the counts; null when nobody answered.',
    }),
  ),
  nps_exact: orNull(Type.Number({ minimum: -100, maximum: 100 })),
  confidence_interval: orNull(ConfidenceInterval),
  standard_error: orNull(
    Type.Number({ minimum: 0, description: 'In points, of the adjusted estimate that the interval is built around.' }),
  ),
  low_sample: Type.Boolean({ description: `True below ${LIMITS.lowSample} responses.` }),
  response_count: Count,
  promoter_count: Count,
  promoter_percent: orNull(Percent),
  passive_count: Count,
  passive_percent: orNull(Percent),
  detractor_count: Count,
  detractor_percent: orNull(Percent),
  account_count: Type.Integer({
    minimum: 0,
    description: 'Accounts of the people behind the number; a person belongs to the account of the latest answer.',
  }),
  respondent_count: Type.Integer({ minimum: 0, description: 'People behind the number who are known by an id.' }),
  unassigned_count: Type.Integer({
    minimum: 0,
    description: 'With `unit=account`: people left out because they have no account.',
  }),
};

const RevenueWeighted = Strict({
  nps: orNull(Type.Integer({ minimum: -100, maximum: 100 })),
  nps_exact: orNull(Type.Number({ minimum: -100, maximum: 100 })),
  confidence_interval: orNull(ConfidenceInterval),
  promoter_percent: orNull(Percent),
  passive_percent: orNull(Percent),
  detractor_percent: orNull(Percent),
  revenue: Type.Number({ minimum: 0, description: 'Of the accounts that are counted.' }),
  effective_count: Type.Number({ minimum: 0, description: 'How many accounts of equal revenue would say as much.' }),
  left_out_count: Type.Integer({ minimum: 0, description: 'Accounts without a positive revenue.' }),
});

export const metric = {
  ...score,
  score_distribution: Type.Array(Count, {
    minItems: 11,
    maxItems: 11,
    description:
      'How many gave each score, 0 to 10: every answer, or the latest of each person with `respondents=latest` or `unit=account`.',
  }),
  average_score: orNull(Type.Number({ minimum: 0, maximum: 10, description: 'The mean of `score_distribution`.' })),
  display_count: Count,
  response_rate: orNull(
    Type.Number({ minimum: 0, maximum: 1, description: 'Displays begun in the range that led to a response.' }),
  ),
  comment_count: Type.Integer({ minimum: 0, description: 'Comments in all answers of the range.' }),
  level_reached: orNull(Type.String({ description: 'The level of `nps`; see `/v1/levels`.' })),
  level_certain: Type.Boolean({ description: 'True when the whole interval lies in one level.' }),
  revenue_weighted: orNull(RevenueWeighted),
};

/** What was counted, in the caller's terms. */
export const range = {
  time_zone: Type.String(),
  since: orNull(Day),
  until: orNull(Day),
  kind: Kind,
  surveys: Type.Array(SurveyId),
  respondents: OneOf(RESPONDENTS),
  unit: OneOf(UNITS),
  cluster: OneOf(['respondent', 'account'], {
    description: 'Whose answers the interval takes to resemble each other.',
  }),
  identity: OneOf(['verified', 'any']),
};

/** One number against another. */
export const difference = {
  difference: orNull(Type.Number({ minimum: -200, maximum: 200, description: 'Raw: this number minus the other.' })),
  difference_interval: orNull(Interval(200)),
  p_value: orNull(Type.Number({ minimum: 0, maximum: 1 })),
  significant: orNull(Type.Boolean({ description: 'False means: no significant change.' })),
};

/** Present when `compare` was asked. */
export const comparison = {
  previous: Type.Optional(
    orNull(Strict({ since: Day, until: Day, ...metric }, { description: 'Null when there is no counterpart.' })),
  ),
  no_counterpart: Type.Optional(
    Type.Boolean({ description: 'True where the other calendar has no such period: ISO week 53.' }),
  ),
  difference: Type.Optional(difference.difference),
  difference_interval: Type.Optional(difference.difference_interval),
  p_value: Type.Optional(difference.p_value),
  significant: Type.Optional(difference.significant),
};

const Metric = Strict(metric);
const ScoreFields = Strict(score);
const DifferenceFields = Strict(difference);
const Comparison = Strict(comparison);
const Range = Strict(range);

export type Metric = Static<typeof Metric>;
export type ScoreFields = Static<typeof ScoreFields>;
export type Difference = Static<typeof DifferenceFields>;
export type Comparison = Static<typeof Comparison>;
export type EchoedRange = Static<typeof Range>;
export type RevenueWeighted = Static<typeof RevenueWeighted>;
