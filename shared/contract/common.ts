import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';

/** An object that refuses unknown fields. */
export function Strict<const P extends Type.TProperties>(properties: P, options: Type.TObjectOptions = {}) {
  return Type.Object(properties, { additionalProperties: false, ...options });
}

export function OneOf<const V extends string>(values: readonly V[], options: { description?: string } = {}) {
  return Type.Unsafe<V>(Type.String({ enum: [...values], ...options }));
}

const UUID_V7 = '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$';
export const LOCALE = '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$';

export const Uuid = Type.String({
  pattern: UUID_V7,
  description: 'A UUID version 7 made by the client, in lower case.',
});
export const PublicKey = Type.String({ pattern: '^elv_pk_[0-9A-Za-z]{22}$' });
export const SurveyId = Type.String({ pattern: '^srv_[0-9A-Za-z]{16}$' });
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
export const Score = Type.Integer({ minimum: 0, maximum: 10 });
export const Comment = Type.String({ maxLength: LIMITS.commentCodePoints });
export const Touchpoint = Type.String({
  minLength: 1,
  maxLength: LIMITS.touchpointCodePoints,
  pattern: '^[A-Za-z0-9_.:-]+$',
});
export const TraitKey = Type.String({
  minLength: 1,
  maxLength: LIMITS.traitKeyCodePoints,
  pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
});
export const TraitValue = Type.Union([
  Type.String({ maxLength: LIMITS.traitValueCodePoints }),
  Type.Number(),
  Type.Boolean(),
]);
export const Traits = Type.Record(TraitKey, TraitValue, {
  additionalProperties: false,
  maxProperties: LIMITS.traitsPerClaim,
});

export const KINDS = ['relationship', 'transactional'] as const;
export const CATEGORIES = ['promoter', 'passive', 'detractor'] as const;
export const CHANNELS = ['widget', 'link', 'email', 'api', 'import'] as const;
export const IDENTITIES = ['verified', 'verified_late', 'claimed', 'anonymous'] as const;
export const DEVICES = ['desktop', 'tablet', 'phone'] as const;

export const Kind = OneOf(KINDS);
export const Category = OneOf(CATEGORIES);
export const Channel = OneOf(CHANNELS);
export const Identity = OneOf(IDENTITIES);

export type Kind = Static<typeof Kind>;
export type Category = Static<typeof Category>;
export type Channel = Static<typeof Channel>;
export type Identity = Static<typeof Identity>;
export type Device = (typeof DEVICES)[number];
export type TraitValue = Static<typeof TraitValue>;
export type Traits = Record<string, TraitValue>;

/** RFC 9457 `application/problem+json`. */
export const ProblemAnswer = Strict(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.String(),
    errors: Type.Optional(Type.Array(Strict({ path: Type.String(), message: Type.String() }))),
  },
  { $id: 'Problem' },
);
