import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { Day, listOf, Strict } from './common.ts';
import { difference, metric, orNull, range } from './metric.ts';
import { counting, filters, where } from './report-filters.ts';

const Name = Type.String({
  minLength: 1,
  maxLength: LIMITS.nameCodePoints,
  description: 'Such as the name of a release.',
});
export const MarkerId = Type.String({ pattern: '^mrk_[0-9A-Za-z]{16}$', description: 'The id of a marker.' });
const Until = orNull({ ...Day, description: 'The last day of a range, itself included; null for a single date.' });

/** A named date or range on the time line: a release, a campaign, Christmas. */
export const Marker = Strict({
  id: MarkerId,
  name: Name,
  since: Day,
  until: Until,
});
export const NewMarker = Strict({ name: Name, since: Day, until: Type.Optional(Until) });
export const MarkerChange = Type.Partial(Strict({ name: Name, since: Day, until: Until }), {
  additionalProperties: false,
  minProperties: 1,
});
export const MarkerList = listOf(Marker);

const { since: _since, until: _until, ...filtersWithoutRange } = filters;
export const MarkerQuery = Strict(
  {
    ...filtersWithoutRange,
    ...counting,
    days: Type.Optional(
      Type.String({
        pattern: '^([1-9][0-9]?|[12][0-9]{2}|3[0-5][0-9]|36[0-6])$',
        description: 'How many days before and after, 1–366; default the length of the range, or 30 for a single date.',
      }),
    ),
  },
  { patternProperties: where },
);

const Period = (description: string) => Strict({ since: Day, until: Day, ...metric }, { description });
const { since: _from, until: _to, ...rangeWithoutDays } = range;

export const MarkerReport = Strict(
  {
    ...Marker.properties,
    ...rangeWithoutDays,
    before: Period('As many days before it.'),
    during: Period('Its own days.'),
    after: Period('As many days after it.'),
    change: Strict(difference, { description: '`after` minus `before`.' }),
  },
  { $id: 'MarkerReport' },
);

export type Marker = Static<typeof Marker>;
export type NewMarker = Static<typeof NewMarker>;
export type MarkerQuery = Static<typeof MarkerQuery>;
export type MarkerReport = Static<typeof MarkerReport>;
