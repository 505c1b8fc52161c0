import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { CHANNELS, Day, ExternalId, Kind, KINDS, Locale, OneOf, Strict, SurveyId, Touchpoint } from './common.ts';

export const BUCKETS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export const CONFIDENCES = ['0.90', '0.95', '0.99'] as const;

const oneOrMore = <const T extends Type.TSchema>(schema: T) =>
  Type.Union([schema, Type.Array(schema, { minItems: 1, maxItems: LIMITS.filterValues })]);

/** Query strings are text; `server/domain/filters.ts` turns them into values. */
const filters = {
  survey: Type.Optional(oneOrMore(SurveyId)),
  kind: Type.Optional(OneOf(KINDS, { description: 'Which surveys when none is named; default `relationship`.' })),
  since: Type.Optional(Day),
  until: Type.Optional(Day),
  channel: Type.Optional(OneOf(CHANNELS)),
  locale: Type.Optional(Locale),
  account: Type.Optional(ExternalId),
  touchpoint: Type.Optional(Touchpoint),
};

/** `where[trait]=value`, repeatable; several values of one trait mean any of them. */
export const WHERE_PATTERN = '^where\\[([A-Za-z_][A-Za-z0-9_]{0,63})\\]$';
const where = {
  [WHERE_PATTERN]: oneOrMore(Type.String({ maxLength: LIMITS.traitValueCodePoints })),
};

const confidence = Type.Optional(
  OneOf(CONFIDENCES, { description: 'Confidence level of the interval; default 0.95.' }),
);

export const MetricsQuery = Strict({ ...filters, confidence }, { patternProperties: where });
export const SeriesQuery = Strict({ ...filters, confidence, bucket: OneOf(BUCKETS) }, { patternProperties: where });
const Count = Type.Integer({ minimum: 0 });
const Percent = Type.Number({ minimum: 0, maximum: 100 });
export const orNull = <const T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const ConfidenceInterval = Strict({
  confidence: Type.Number(),
  low: Type.Number({ minimum: -100, maximum: 100 }),
  high: Type.Number({ minimum: -100, maximum: 100 }),
  method: Type.String(),
});

const metric = {
  nps: orNull(
    Type.Integer({
      minimum: -100,
      maximum: 100,
      description: 'Rounded once from the counts; null when nobody answered.',
    }),
  ),
  nps_exact: orNull(Type.Number({ minimum: -100, maximum: 100 })),
  confidence_interval: orNull(ConfidenceInterval),
  low_sample: Type.Boolean({ description: `True below ${LIMITS.lowSample} responses.` }),
  response_count: Count,
  promoter_count: Count,
  promoter_percent: orNull(Percent),
  passive_count: Count,
  passive_percent: orNull(Percent),
  detractor_count: Count,
  detractor_percent: orNull(Percent),
  score_distribution: Type.Array(Count, {
    minItems: 11,
    maxItems: 11,
    description: 'How many gave each score, 0 to 10.',
  }),
  average_score: orNull(Type.Number({ minimum: 0, maximum: 10 })),
  display_count: Count,
  response_rate: orNull(
    Type.Number({ minimum: 0, maximum: 1, description: 'Displays begun in the range that led to a response.' }),
  ),
  comment_count: Count,
  account_count: Count,
  respondent_count: Count,
};

const range = {
  time_zone: Type.String(),
  since: orNull(Day),
  until: orNull(Day),
  kind: Kind,
  surveys: Type.Array(SurveyId),
};

export const Metrics = Strict({ ...range, ...metric }, { $id: 'Metrics' });

export const Bucket = Strict(
  {
    label: Type.String({ description: 'Such as `2026-03-14`, `2026-W11`, `2026-03`, `2026-Q1` or `2026`.' }),
    since: Day,
    until: Day,
    partial: Type.Boolean({ description: 'True while the bucket is still running, or cut by the range.' }),
    ...metric,
  },
  { $id: 'Bucket' },
);
export const Series = Strict(
  { ...range, bucket: OneOf(BUCKETS), data: Type.Array(Type.Ref('Bucket')) },
  { $id: 'Series' },
);

export type BucketKind = (typeof BUCKETS)[number];
export type MetricsQuery = Static<typeof MetricsQuery>;
export type SeriesQuery = Static<typeof SeriesQuery>;
export type ConfidenceInterval = Static<typeof ConfidenceInterval>;
export type Metrics = Static<typeof Metrics>;
export type Bucket = Static<typeof Bucket>;
export type Series = Omit<Static<typeof Series>, 'data'> & { data: Bucket[] };
