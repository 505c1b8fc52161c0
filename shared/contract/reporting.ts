import { Type, type Static } from 'typebox';
import {
  Category,
  Channel,
  Comment,
  Day,
  ExternalId,
  Identity,
  Instant,
  Kind,
  Locale,
  OneOf,
  Score,
  Strict,
  SurveyId,
  Touchpoint,
  Traits,
  Uuid,
} from './common.ts';
import { Benchmarks } from './levels.ts';
import { Marker } from './markers.ts';
import { comparison, metric, orNull, range } from './metric.ts';
import { compare, counting, filters, where } from './report-filters.ts';

export const BUCKETS = [
  'day',
  'week',
  'month',
  'quarter',
  'season',
  'year',
  'fiscal_quarter',
  'fiscal_year',
  'rolling:30d',
  'rolling:90d',
] as const;

export const MetricsQuery = Strict({ ...filters, ...counting, compare }, { patternProperties: where });
export const SeriesQuery = Strict(
  {
    ...filters,
    ...counting,
    bucket: OneOf(BUCKETS, { description: '`rolling:30d` and `rolling:90d` have one point for every day.' }),
    compare: Type.Optional(
      OneOf(['previous_period', 'previous_year'], { description: 'Compares each bucket with its counterpart.' }),
    ),
  },
  { patternProperties: where },
);
export const ResponsesQuery = Strict(
  {
    ...filters,
    limit: Type.Optional(
      Type.String({ pattern: '^([1-9]|[1-9][0-9]|100)$', description: 'Rows per page, 1–100; default 50.' }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
    category: Type.Optional(Category),
    has_comment: Type.Optional(OneOf(['true', 'false'])),
  },
  { patternProperties: where },
);

export const Metrics = Strict({ ...range, ...metric, ...comparison, benchmarks: Benchmarks }, { $id: 'Metrics' });

export const Bucket = Strict(
  {
    label: Type.String({
      description: 'Such as `2026-03-14`, `2026-W11`, `2026-03`, `2026-Q1`, `2026-winter`, `2026` or `FY2026-Q1`.',
    }),
    since: Day,
    until: Day,
    partial: Type.Boolean({ description: 'True while the bucket is still running, or cut by the range.' }),
    ...metric,
    ...comparison,
  },
  { $id: 'Bucket' },
);
export const Series = Strict(
  {
    ...range,
    bucket: OneOf(BUCKETS),
    data: Type.Array(Type.Ref('Bucket')),
    series: Type.Array(Strict({ survey_id: SurveyId, data: Type.Array(Type.Ref('Bucket')) }), {
      description: 'One series for each survey, when two or more are named.',
    }),
    markers: Type.Array(Marker, { description: 'The markers that touch the range, in order.' }),
  },
  { $id: 'Series' },
);

export const Response = Strict(
  {
    id: Uuid,
    survey_id: SurveyId,
    survey_version: Type.Integer(),
    kind: Kind,
    score: Score,
    category: Category,
    comment: orNull(Comment),
    contact_ok: orNull(Type.Boolean()),
    channel: Channel,
    identity: Identity,
    locale: orNull(Locale),
    touchpoint: orNull(Touchpoint),
    url_path: orNull(Type.String()),
    respondent_id: orNull(ExternalId),
    account_id: orNull(ExternalId),
    traits: Traits,
    responded_at: Instant,
    changed_at: orNull(Instant),
    day: Day,
  },
  { $id: 'Response' },
);
export const ResponseList = Strict({ data: Type.Array(Type.Ref('Response')), next_cursor: orNull(Type.String()) });

export type BucketKind = (typeof BUCKETS)[number];
export type MetricsQuery = Static<typeof MetricsQuery>;
export type SeriesQuery = Static<typeof SeriesQuery>;
export type ResponsesQuery = Static<typeof ResponsesQuery>;
export type Metrics = Static<typeof Metrics>;
export type Bucket = Static<typeof Bucket>;
export type Series = Omit<Static<typeof Series>, 'data' | 'series'> & {
  data: Bucket[];
  series: { survey_id: string; data: Bucket[] }[];
};
export type Response = Static<typeof Response>;
export type ResponseList = { data: Response[]; next_cursor: string | null };
