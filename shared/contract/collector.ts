import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import {
  Comment,
  DEVICES,
  ExternalId,
  Instant,
  Kind,
  Locale,
  OneOf,
  PublicKey,
  Score,
  Strict,
  SurveyId,
  Touchpoint,
  Traits,
  Uuid,
} from './common.ts';
import { Look, Wording } from './surveys.ts';
import { PageTargeting } from './targeting.ts';

export const ProjectPath = Strict({ public_key: PublicKey });
export const ResponsePath = Strict({ public_key: PublicKey, id: Uuid });
export const ConfigQuery = Strict({ locale: Type.Optional(Type.String({ maxLength: 35 })) });

/** `contact` is there when the survey asks it. */
const ConfigWording = Strict({ ...Wording.properties, contact: Type.Optional(Wording.properties.contact) });

/** One live survey as a browser gets it: data only, words resolved to one language. */
export const ConfigSurvey = Strict({
  id: SurveyId,
  version: Type.Integer(),
  kind: Kind,
  locale: Locale,
  direction: OneOf(['ltr', 'rtl']),
  wording: ConfigWording,
  look: Look,
  targeting: PageTargeting,
});
export const Config = Strict({ surveys: Type.Array(ConfigSurvey) }, { $id: 'Config' });

/** *May I ask now?* Identity travels only here; the response inherits it from its display. */
export const DisplayClaim = Strict({
  id: Uuid,
  survey_id: SurveyId,
  survey_version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  respondent: Type.Optional(Strict({ id: ExternalId, token: Type.Optional(Type.String({ maxLength: 4_096 })) })),
  anonymous_id: Type.Optional(Uuid),
  account: Type.Optional(Strict({ id: ExternalId, traits: Type.Optional(Traits) })),
  traits: Type.Optional(Traits),
  touchpoint: Type.Optional(Touchpoint),
  locale: Type.Optional(Locale),
  url_path: Type.Optional(
    Type.String({
      maxLength: LIMITS.urlPathCodePoints,
      pattern: '^/[^?#]*$',
      description: 'The path of the page, without query or fragment.',
    }),
  ),
  device: Type.Optional(OneOf(DEVICES)),
  dropped: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      description: 'Answers this device had to give up since it last spoke.',
    }),
  ),
});

export const REFUSALS = ['not_now', 'not_selected', 'closed'] as const;
export const DisplayVerdict = Type.Union([
  Strict({ show: Type.Literal(true), write_token: Type.String(), expires_at: Instant }),
  Strict({
    show: Type.Literal(false),
    because: OneOf(REFUSALS),
    retry_after_s: Type.Optional(Type.Integer({ minimum: 0 })),
  }),
]);

const WriteToken = Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' });

export const NewResponse = Strict({
  id: Uuid,
  display_id: Uuid,
  write_token: WriteToken,
  score: Score,
  comment: Type.Optional(Comment),
  contact_ok: Type.Optional(Type.Boolean()),
  answered_ms_ago: Type.Optional(Type.Integer({ minimum: 0, maximum: LIMITS.answeredMsAgo })),
});

export const ResponseChange = Strict(
  {
    write_token: WriteToken,
    score: Type.Optional(Score),
    comment: Type.Optional(Comment),
    contact_ok: Type.Optional(Type.Boolean()),
  },
  { minProperties: 2 },
);

export const DISMISSAL_REASONS = ['closed', 'escape', 'timeout', 'not_drawn'] as const;
export const Dismissal = Strict({ write_token: WriteToken, reason: OneOf(DISMISSAL_REASONS) });

export const Acknowledgement = Strict({ id: Uuid });

export type Config = Static<typeof Config>;
export type ConfigSurvey = Static<typeof ConfigSurvey>;
export type DisplayClaim = Static<typeof DisplayClaim>;
export type DisplayVerdict = Static<typeof DisplayVerdict>;
export type NewResponse = Static<typeof NewResponse>;
export type ResponseChange = Static<typeof ResponseChange>;
export type Acknowledgement = Static<typeof Acknowledgement>;
export type Dismissal = Static<typeof Dismissal>;
export type DismissalReason = (typeof DISMISSAL_REASONS)[number];
export type Refusal = (typeof REFUSALS)[number];
