import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { Day, Kind, OneOf, Strict, SurveyId } from './common.ts';
import { RESPONDENTS, UNITS } from './report-filters.ts';

export const CountOf = (what: string) => Type.Integer({ minimum: 0, description: what });
const Percent = Type.Number({ minimum: 0, maximum: 100, description: 'Of all that is counted, one decimal.' });
export const orNull = <const T extends Type.TSchema & { description?: string }>(schema: T) =>
  Type.Union([schema, Type.Null()], schema.description === undefined ? {} : { description: schema.description });

const Interval = (furthest: number, description: string) =>
  Strict(
    {
      confidence: Type.Number({ description: 'How often such intervals hold the true value: 0.9, 0.95 or 0.99.' }),
      low: Type.Number({ minimum: -furthest, maximum: furthest, description: 'In points.' }),
      high: Type.Number({ minimum: -furthest, maximum: furthest, description: 'In points.' }),
      method: OneOf(['adjusted_wald', 'adjusted_wald_clustered', 'adjusted_wald_weighted'], {
        description: 'How many independent answers the sample was taken to be worth; see docs/statistics.md.',
      }),
    },
    { description },
  );
const ConfidenceInterval = Interval(100, 'The margin of the NPS, in points.');

const NpsExact = orNull(
  Type.Number({ minimum: -100, maximum: 100, description: 'Unrounded, in points; null when nobody answered.' }),
);

/** The score with its parts; what the counts count is the `unit`. */
export const score = {
  nps: orNull(
    Type.Integer({
      minimum: -100,
      maximum: 100,
      description: 'Rounded once from the counts; null when nobody answered.',
    }),
  ),
  nps_exact: NpsExact,
  confidence_interval: orNull(ConfidenceInterval),
  standard_error: orNull(
    Type.Number({ minimum: 0, description: 'In points, of the adjusted estimate that the interval is built around.' }),
  ),
  low_sample: Type.Boolean({ description: `True below ${LIMITS.lowSample} responses.` }),
  response_count: CountOf('What the number counts: answers, people with `respondents=latest`, or accounts.'),
  promoter_count: CountOf('Of those, how many are promoters: 9–10, or a mean from 8.5.'),
  promoter_percent: orNull(Percent),
  passive_count: CountOf('Of those, how many are passives: 7–8, or a mean from 6.5.'),
  passive_percent: orNull(Percent),
  detractor_count: CountOf('Of those, how many are detractors: 0–6, or a mean below 6.5.'),
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
  nps: orNull(
    Type.Integer({
      minimum: -100,
      maximum: 100,
      description: 'The share of revenue with promoters minus that with detractors.',
    }),
  ),
  nps_exact: NpsExact,
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
  score_distribution: Type.Array(CountOf('How many gave this score.'), {
    minItems: 11,
    maxItems: 11,
    description:
      'How many gave each score, 0 to 10: every answer, or the latest of each person with `respondents=latest` or `unit=account`.',
  }),
  average_score: orNull(Type.Number({ minimum: 0, maximum: 10, description: 'The mean of `score_distribution`.' })),
  display_count: CountOf('Displays begun in the range; previews, tests and those never drawn are left out.'),
  dismissal_count: CountOf('How many of those displays were closed, escaped or timed out without an answer.'),
  response_rate: orNull(
    Type.Number({ minimum: 0, maximum: 1, description: 'The share of those displays that led to a response, 0–1.' }),
  ),
  comment_count: Type.Integer({ minimum: 0, description: 'Comments in all answers of the range.' }),
  level_reached: orNull(Type.String({ description: 'The level of `nps`; see `/v1/levels`.' })),
  level_certain: Type.Boolean({ description: 'True when the whole interval lies in one level.' }),
  revenue_weighted: orNull({
    ...RevenueWeighted,
    description: 'With `unit=account`, when the project names a revenue trait: each account counts by its revenue.',
  }),
};

/** The number of those who proved who they are, beside the number of all. */
export const verified = orNull(
  Strict(score, {
    description:
      'The same of people with a signed id alone, which nobody can stuff. Null when none of them answered, and with `identity=verified`, which counts nobody else.',
  }),
);

/** What was counted, in the caller's terms. */
export const range = {
  time_zone: Type.String({ description: 'The IANA zone in which days begin and end.' }),
  since: orNull({ ...Day, description: 'The first day counted; null: from the beginning.' }),
  until: orNull({ ...Day, description: 'The last day counted; null: to this day.' }),
  kind: Kind,
  surveys: Type.Array(SurveyId, { description: 'The surveys counted.' }),
  respondents: OneOf(RESPONDENTS, { description: 'Every answer, or the latest of each person.' }),
  unit: OneOf(UNITS, { description: 'What the number counts: answers or companies.' }),
  cluster: OneOf(['respondent', 'account'], {
    description: 'Whose answers the interval takes to resemble each other.',
  }),
  identity: OneOf(['verified', 'any'], { description: 'Whether only people with a signed id are counted.' }),
};

/** One number against another. */
export const difference = {
  difference: orNull(Type.Number({ minimum: -200, maximum: 200, description: 'Raw: this number minus the other.' })),
  difference_interval: orNull(Interval(200, 'The margin of the difference, in points.')),
  p_value: orNull(
    Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'How often chance alone would show so large a difference; two-sided.',
    }),
  ),
  significant: orNull(Type.Boolean({ description: 'False means: no significant change.' })),
};

/** Present when `compare` was asked. */
export const comparison = {
  previous: Type.Optional(
    orNull(
      Strict(
        { since: Day, until: Day, ...metric },
        { description: 'The same count in the other range; null when there is no counterpart.' },
      ),
    ),
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
