import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import {
  Comment,
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
import { DEVICES, DISMISSAL_REASONS } from '../words.ts';
import { Look } from './look.ts';
import { Wording } from './surveys.ts';
import { PageTargeting } from './targeting.ts';

export const ProjectPath = Strict({ public_key: PublicKey });
export const ResponsePath = Strict({ public_key: PublicKey, id: Uuid });
export const ConfigQuery = Strict({
  locale: Type.Optional(
    Type.String({ maxLength: 35, description: 'The language of the page; anything unknown falls back.' }),
  ),
});

/** `contact` is there when the survey asks it. */
const ConfigWording = Strict({ ...Wording.properties, contact: Type.Optional(Wording.properties.contact) });

/** One live survey as a browser gets it: data only, words resolved to one language. */
export const ConfigSurvey = Strict({
  id: SurveyId,
  version: Type.Integer({ description: 'Of the question: to be repeated in the claim.' }),
  kind: Kind,
  locale: Locale,
  direction: OneOf(['ltr', 'rtl'], { description: 'Which way the language runs.' }),
  numerals: Type.Optional(
    Type.String({
      description: 'The digits from 0 to 9 as the language writes them; absent where they are just these.',
    }),
  ),
  wording: { ...ConfigWording, description: 'Every word, in one language.' },
  look: Look,
  targeting: PageTargeting,
});
export const Config = Strict(
  {
    surveys: Type.Array(ConfigSurvey, { description: 'All live surveys.' }),
    special: Type.Optional(
      Type.Literal(true, { description: 'A survey has rules or a place for which the widget loads more code.' }),
    ),
  },
  { $id: 'Config' },
);

/** *May I ask now?* Identity travels only here; the response inherits it from its display. */
export const DisplayClaim = Strict({
  id: Uuid,
  survey_id: SurveyId,
  survey_version: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'As the configuration said.' }),
  respondent: Type.Optional(
    Strict(
      {
        id: ExternalId,
        token: Type.Optional(Type.String({ maxLength: 4_096, description: 'A signed token that proves the id.' })),
      },
      { description: 'Who is asked.' },
    ),
  ),
  anonymous_id: Type.Optional(
    Type.Unsafe<string>({
      ...Uuid,
      description: 'The random id of the device. Beside a respondent, what the device did before becomes theirs.',
    }),
  ),
  account: Type.Optional(
    Strict({ id: ExternalId, traits: Type.Optional(Traits) }, { description: 'The company of who is asked.' }),
  ),
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
  device: Type.Optional(OneOf(DEVICES, { description: 'What the page is seen on.' })),
  dropped: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      description: 'Answers this device had to give up since it last spoke.',
    }),
  ),
});

const IgnoredTraits = Type.Optional(
  Type.Array(Type.String(), {
    description:
      'Traits of this claim that are kept nowhere, because none is declared so for a browser; those of the account as `account.<key>`.',
  }),
);

export const REFUSALS = ['not_now', 'not_selected', 'closed'] as const;
export const DisplayVerdict = Type.Union([
  Strict({
    show: Type.Literal(true, { description: 'Draw it.' }),
    write_token: Type.String({ description: 'Proves the right to answer this display.' }),
    expires_at: { ...Instant, description: 'Until when it may be drawn. ISO 8601, UTC.' },
    ignored_traits: IgnoredTraits,
  }),
  Strict({
    show: Type.Literal(false, { description: 'Draw nothing.' }),
    because: OneOf(REFUSALS, { description: 'Coarse, for a browser; secret keys hear the full reason.' }),
    retry_after_s: Type.Optional(Type.Integer({ minimum: 0, description: 'Seconds until asking again makes sense.' })),
    ignored_traits: IgnoredTraits,
  }),
]);

const WriteToken = Type.String({ pattern: '^[A-Za-z0-9_-]{22}$', description: 'As the claim was answered.' });
const ContactOk = Type.Boolean({ description: 'Whether the person agrees to be contacted.' });

export const NewResponse = Strict({
  id: Uuid,
  display_id: Uuid,
  write_token: WriteToken,
  score: Score,
  comment: Type.Optional(Comment),
  contact_ok: Type.Optional(ContactOk),
  answered_ms_ago: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: LIMITS.answeredMsAgo,
      description: 'Milliseconds since the score was chosen, for an answer that is sent late; at most seven days.',
    }),
  ),
});

export const ResponseChange = Strict(
  {
    write_token: WriteToken,
    score: Type.Optional(Score),
    comment: Type.Optional(Comment),
    contact_ok: Type.Optional(ContactOk),
  },
  { minProperties: 2 },
);

export const Dismissal = Strict({
  write_token: WriteToken,
  reason: OneOf(DISMISSAL_REASONS, { description: '`not_drawn` gives the claim back.' }),
  never_again: Type.Optional(
    Type.Boolean({ description: 'The person does not want to be asked again, by any survey of the project.' }),
  ),
});

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
