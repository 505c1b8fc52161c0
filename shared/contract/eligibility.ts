import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { ExternalId, Instant, Locale, OneOf, Strict, SurveyId, Touchpoint, Uuid } from './common.ts';
import { DEVICES } from '../words.ts';
import { orNull } from './metric.ts';

export const TRAIT_PARAMETER = '^trait\\[([A-Za-z_][A-Za-z0-9_]{0,63})\\]$';

export const EligibilityQuery = Type.Object(
  {
    survey: SurveyId,
    respondent: Type.Optional(ExternalId),
    anonymous_id: Type.Optional(
      Type.Unsafe<string>({ ...Uuid, description: 'The random id of a device, where nobody is identified.' }),
    ),
    account: Type.Optional(ExternalId),
    locale: Type.Optional(Locale),
    touchpoint: Type.Optional(Touchpoint),
    url_path: Type.Optional(
      Type.String({ maxLength: LIMITS.urlPathCodePoints, pattern: '^/', description: 'The path of the page.' }),
    ),
    device: Type.Optional(OneOf(DEVICES, { description: 'What the page is shown on.' })),
    explain: Type.Optional(OneOf(['true', 'false'], { description: 'Whether every rule is listed; default false.' })),
  },
  {
    additionalProperties: false,
    patternProperties: {
      [TRAIT_PARAMETER]: Type.String({
        maxLength: LIMITS.traitValueCodePoints,
        description: '`trait[plan]=pro`: what the page would say of the person or company.',
      }),
    },
  },
);

const Because = orNull(
  Type.String({
    description: 'The code of the first rule that refuses, as docs/asking.md lists them; null: none does.',
  }),
);

export const Eligibility = Strict({
  survey: SurveyId,
  ask: Type.Boolean({ description: 'Whether the survey would be shown now, as far as the server can tell.' }),
  because: Because,
  retry_at: orNull({ ...Instant, description: 'When that rule would pass; null when time alone changes nothing.' }),
  rules: Type.Optional(
    Type.Array(
      Strict({
        rule: Type.String({ description: 'The code that the rule refuses with.' }),
        judged_by: OneOf(['server', 'page'], { description: 'Who decides it when it comes to asking.' }),
        passes: Type.Union([Type.Boolean(), Type.Null()], {
          description: 'Null where only the page itself can tell.',
        }),
        passes_at: orNull({
          ...Instant,
          description: 'The next moment at which it would pass, where it does not now.',
        }),
        inputs: Type.Record(Type.String(), Type.Unknown(), { description: 'What the rule looked at.' }),
      }),
      { description: 'Every rule in the order in which they are asked; only with `explain=true`.' },
    ),
  ),
});

export type EligibilityQuery = Static<typeof EligibilityQuery>;
export type Eligibility = Static<typeof Eligibility>;
