import { Type } from 'typebox';
import { LIMITS } from '../limits.ts';
import { Day, ExternalId, KINDS, Locale, OneOf, SurveyId, Touchpoint } from './common.ts';
import { CHANNELS } from '../words.ts';

export const CONFIDENCES = ['0.90', '0.95', '0.99'] as const;
export const RESPONDENTS = ['all', 'latest'] as const;
export const UNITS = ['respondent', 'account'] as const;

const oneOrMore = <const T extends Type.TSchema>(schema: T, description: string) =>
  Type.Union([schema, Type.Array(schema, { minItems: 1, maxItems: LIMITS.filterValues })], { description });

/** Which answers. Query strings are text; `server/domain/filters.ts` turns them into values. */
export const filters = {
  survey: Type.Optional(
    oneOrMore(SurveyId, 'Only these surveys, all of one kind; repeatable. Absent: all surveys of `kind`.'),
  ),
  kind: Type.Optional(OneOf(KINDS, { description: 'Which surveys when none is named; default `relationship`.' })),
  since: Type.Optional({
    ...Day,
    description: "The first day, in the project's time zone; absent: from the beginning.",
  }),
  until: Type.Optional({
    ...Day,
    description: "The last day, itself included, in the project's time zone; absent: to this day.",
  }),
  channel: Type.Optional(OneOf(CHANNELS, { description: 'Only what came in this way.' })),
  locale: Type.Optional({ ...Locale, description: 'Only people who were asked in this language tag, such as `da`.' }),
  account: Type.Optional({ ...ExternalId, description: "Only this company, by the vendor's own id." }),
  touchpoint: Type.Optional({ ...Touchpoint, description: 'Only what this moment of the product triggered.' }),
  identity: Type.Optional(
    OneOf(['verified', 'any'], { description: '`verified` counts only people whose id was signed; default `any`.' }),
  ),
};

/** `where[trait]=value`, repeatable; several values of one trait mean any of them. */
export const WHERE_PATTERN = '^where\\[([A-Za-z_][A-Za-z0-9_]{0,63})\\]$';
export const where = {
  [WHERE_PATTERN]: oneOrMore(
    Type.String({ maxLength: LIMITS.traitValueCodePoints }),
    'Only where the trait had this value when the answer was given; several values mean any of them.',
  ),
};

export const confidence = Type.Optional(
  OneOf(CONFIDENCES, { description: 'Confidence level of the interval; default 0.95.' }),
);

/** How the answers are counted. */
export const counting = {
  respondents: Type.Optional(
    OneOf(RESPONDENTS, {
      description: '`all` counts every answer, `latest` the latest answer of each person; default `all`.',
    }),
  ),
  unit: Type.Optional(
    OneOf(UNITS, {
      description: 'What the number counts: answers, or companies by the mean of their people; default `respondent`.',
    }),
  ),
  cluster: Type.Optional(
    OneOf(['account'], { description: 'Widens the interval for colleagues who think alike, too.' }),
  ),
  confidence,
};

const DATE = '\\d{4}-\\d{2}-\\d{2}';

export const compare = Type.Optional(
  Type.String({
    pattern: `^(previous_period|previous_year|marker:mrk_[0-9A-Za-z]{16}|${DATE}\\.\\.${DATE})$`,
    description:
      'The range to compare with: `previous_period`, `previous_year`, `marker:<id>` or `<since>..<until>`. Needs `since` and `until`.',
  }),
);
