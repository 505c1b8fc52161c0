import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { CHANNELS, IDENTITIES, type DEVICES } from '../words.ts';

/** An object that refuses unknown fields. */
export function Strict<const P extends Type.TProperties>(properties: P, options: Type.TObjectOptions = {}) {
  return Type.Object(properties, { additionalProperties: false, ...options });
}

export function OneOf<const V extends string>(values: readonly V[], options: { description?: string } = {}) {
  return Type.Unsafe<V>(Type.String({ enum: [...values], ...options }));
}

export const UUID_V7 = '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$';
export const TOUCHPOINT = '^[A-Za-z0-9_.:-]+$';
export const LOCALE = '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$';

export const Uuid = Type.String({
  pattern: UUID_V7,
  description: 'A UUID version 7 made by the client, in lower case.',
});
export const PublicKey = Type.String({
  pattern: '^elv_pk_[0-9A-Za-z]{22}$',
  description: 'Names a project to browsers; it stands in every page and is no secret.',
});
export const SurveyId = Type.String({ pattern: '^srv_[0-9A-Za-z]{16}$', description: 'The id of a survey.' });
export const ExternalId = Type.String({
  minLength: 1,
  maxLength: LIMITS.idCodePoints,
  description: "The vendor's own id of a person or company, 1–128 code points.",
});
export const Locale = Type.String({
  pattern: LOCALE,
  maxLength: 35,
  description: 'A BCP 47 language tag, such as `da` or `nb-NO`.',
});
export const Day = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  format: 'date',
  description: "A date in the project's time zone.",
});
export const Instant = Type.String({ format: 'date-time', description: 'ISO 8601, UTC.' });
export const Score = Type.Integer({ minimum: 0, maximum: 10, description: 'The answer, 0–10.' });
export const Comment = Type.String({
  maxLength: LIMITS.commentCodePoints,
  description: `What the person added in words, at most ${LIMITS.commentCodePoints.toLocaleString('en')} code points.`,
});
export const Touchpoint = Type.String({
  minLength: 1,
  maxLength: LIMITS.touchpointCodePoints,
  pattern: TOUCHPOINT,
  description: 'A named moment in the product, such as `invoice_paid`.',
});
export const TraitKey = Type.String({
  minLength: 1,
  maxLength: LIMITS.traitKeyCodePoints,
  pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
  description: 'The key of a trait, such as `plan`.',
});
export const TraitValue = Type.Union([
  Type.String({ maxLength: LIMITS.traitValueCodePoints }),
  Type.Number(),
  Type.Boolean(),
]);
export const Traits = Type.Record(TraitKey, TraitValue, {
  additionalProperties: false,
  maxProperties: LIMITS.traitsPerClaim,
  description: 'Declared traits by key; a value is text, a number or a boolean.',
});

export const KINDS = ['relationship', 'transactional'] as const;
export const CATEGORIES = ['promoter', 'passive', 'detractor'] as const;

export const Kind = OneOf(KINDS, { description: 'The two kinds are never mixed in one number.' });
export const Category = OneOf(CATEGORIES, { description: 'Promoter 9–10, passive 7–8, detractor 0–6.' });
export const Channel = OneOf(CHANNELS, { description: 'How the answer came in.' });
export const Identity = OneOf(IDENTITIES, {
  description:
    '`verified`: the id was signed when the person was asked; `verified_late`: only afterwards; `claimed`: as the page said; `anonymous`: no id.',
});

export type Kind = Static<typeof Kind>;
export type Category = Static<typeof Category>;
export type Channel = Static<typeof Channel>;
export type Identity = Static<typeof Identity>;
export type Device = (typeof DEVICES)[number];
export type TraitValue = Static<typeof TraitValue>;
export type Traits = Record<string, TraitValue>;

export const NextCursor = Type.Union([Type.String(), Type.Null()], {
  description: 'Leads to the page after, as `cursor`; null on the last page.',
});

/** One page of many rows. */
export function pageOf<const T extends Type.TSchema>(row: T) {
  return Strict({ data: Type.Array(row, { description: 'The rows of this page.' }), next_cursor: NextCursor });
}

/** Rows so few that they come all at once. */
export function listOf<const T extends Type.TSchema>(row: T) {
  return Strict({
    data: Type.Array(row, { description: 'All of them.' }),
    next_cursor: Type.Null({ description: 'Always null: there is one page.' }),
  });
}

/** RFC 9457 `application/problem+json`. */
export const ProblemAnswer = Strict(
  {
    type: Type.String({ description: 'A URN that ends in the code.' }),
    title: Type.String({ description: 'The code in words.' }),
    status: Type.Integer({ description: 'The HTTP status.' }),
    code: Type.String({ description: 'Stable: what programs decide by.' }),
    detail: Type.String({ description: 'What went wrong and what to do, for people.' }),
    errors: Type.Optional(
      Type.Array(
        Strict({
          path: Type.String({ description: 'A JSON pointer into the body, or the name of a query parameter.' }),
          message: Type.String({ description: 'What is wrong there. It never repeats what was sent.' }),
        }),
        { description: 'The fields that broke a rule.' },
      ),
    ),
  },
  { $id: 'Problem' },
);
