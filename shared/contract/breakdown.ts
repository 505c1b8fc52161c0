import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { OneOf, Strict } from './common.ts';
import { CountOf, difference, orNull, range, score } from './metric.ts';
import { counting, filters, where } from './report-filters.ts';

export const DIMENSIONS = [
  'survey',
  'survey_version',
  'channel',
  'locale',
  'touchpoint',
  'identity',
  'account_size',
] as const;

const By = Type.String({
  pattern: '^(trait:)?[A-Za-z_][A-Za-z0-9_]{0,63}$',
  description: `One of \`${DIMENSIONS.join('`, `')}\`, or a trait; \`trait:channel\` is a trait of that name.`,
});

const ORDERS = ['desc', 'asc'] as const;
export const order = Type.Optional(OneOf(ORDERS, { description: 'Default `desc`: the largest first.' }));

export const BreakdownQuery = Strict(
  {
    ...filters,
    ...counting,
    by: Type.Union([By, Type.Array(By, { minItems: 1, maxItems: 2, uniqueItems: true })], {
      description: `One or two dimensions: \`${DIMENSIONS.join('`, `')}\` or a declared trait.`,
    }),
    sort: Type.Optional(OneOf(['size', 'score'], { description: 'Default `size`.' })),
    order,
  },
  { patternProperties: where },
);

const GroupValue = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);

/** What a group is held against. */
export const rest = Strict(
  { nps: score.nps, nps_exact: score.nps_exact, response_count: CountOf('What the rest counts.') },
  { description: 'All others together, hidden groups included.' },
);

export const BreakdownGroup = Strict(
  {
    key: Type.Record(Type.String(), GroupValue, {
      description: 'The value of each dimension; null where an answer has none.',
    }),
    ...score,
    rest,
    ...difference,
    p_value_adjusted: orNull(
      Type.Number({ minimum: 0, maximum: 1, description: 'By Benjamini and Hochberg, over the groups shown.' }),
    ),
  },
  { $id: 'BreakdownGroup' },
);

export const Breakdown = Strict(
  {
    ...range,
    by: Type.Array(Type.String(), { description: 'The dimensions, as asked.' }),
    data: Type.Array(Type.Ref('BreakdownGroup'), {
      description: `The groups, sorted; at most ${LIMITS.groupsPerBreakdown}.`,
    }),
    group_count: Type.Integer({ minimum: 0, description: 'All groups that are not hidden.' }),
    hidden_group_count: Type.Integer({ minimum: 0, description: `Groups below ${LIMITS.smallGroup} people.` }),
  },
  { $id: 'Breakdown' },
);

export type BreakdownQuery = Static<typeof BreakdownQuery>;
export type BreakdownGroup = Static<typeof BreakdownGroup>;
export type Breakdown = Omit<Static<typeof Breakdown>, 'data'> & { data: BreakdownGroup[] };
