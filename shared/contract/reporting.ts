import { Type, type Static } from 'typebox';
import { Day, OneOf, Strict, SurveyId } from './common.ts';
import { Benchmarks } from './levels.ts';
import { Marker } from './markers.ts';
import { comparison, metric, range, verified } from './metric.ts';
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
export const Metrics = Strict(
  { ...range, ...metric, verified, ...comparison, benchmarks: Benchmarks },
  { $id: 'Metrics' },
);

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
const BucketsOfOne = Type.Array(Type.Ref('Bucket'), { description: 'This survey alone, in the order of time.' });

export const Series = Strict(
  {
    ...range,
    bucket: OneOf(BUCKETS, { description: 'The length of the periods.' }),
    data: Type.Array(Type.Ref('Bucket'), { description: 'All surveys together, in the order of time.' }),
    series: Type.Array(Strict({ survey_id: SurveyId, data: BucketsOfOne }), {
      description: 'One series for each survey, when two or more are named.',
    }),
    markers: Type.Array(Marker, { description: 'The markers that touch the range, in order.' }),
  },
  { $id: 'Series' },
);

export type BucketKind = (typeof BUCKETS)[number];
export type MetricsQuery = Static<typeof MetricsQuery>;
export type SeriesQuery = Static<typeof SeriesQuery>;
export type Metrics = Static<typeof Metrics>;
export type Bucket = Static<typeof Bucket>;
export type Series = Omit<Static<typeof Series>, 'data' | 'series'> & {
  data: Bucket[];
  series: { survey_id: string; data: Bucket[] }[];
};
