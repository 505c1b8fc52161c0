import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { Instant, Kind, listOf, LOCALE, Locale, OneOf, Strict, SurveyId } from './common.ts';
import { Look, LookChange } from './look.ts';
import { Pressure, Schedule } from './pressure.ts';
import { Targeting, TargetingChange } from './targeting.ts';

const Text = (description: string) => Type.String({ minLength: 1, maxLength: LIMITS.wordingCodePoints, description });
const ThanksLink = Strict(
  {
    label: Text('What the link says.'),
    url: Type.String({ pattern: '^https://', maxLength: 2_000, description: 'Where it leads, over HTTPS.' }),
  },
  { description: 'A link below the thanks, such as to a review site.' },
);
const Thanks = (description: string) =>
  Strict({ text: Text('The sentence itself.'), link: Type.Optional(ThanksLink) }, { description });
const byCategory = <const T extends Type.TSchema>(schema: (description: string) => T) => ({
  promoter: schema('To those who gave 9 or 10.'),
  passive: schema('To those who gave 7 or 8.'),
  detractor: schema('To those who gave 0 to 6.'),
});

/** Every word the widget shows, in one language. `{product}` stands for the project's name. */
export const Wording = Strict(
  {
    question: Text('The question itself.'),
    low: Text('What stands beside 0.'),
    high: Text('What stands beside 10.'),
    follow_up: Strict(byCategory(Text), { description: 'The second question, after the score.' }),
    placeholder: Text('In the empty field for a comment.'),
    contact: Text('Beside the box that lets the team answer.'),
    send: Text('On the button that sends the comment.'),
    skip: Text('On the button that leaves it out.'),
    close: Text('On the button that closes the survey.'),
    thanks: Strict(byCategory(Thanks), { description: 'The last words.' }),
  },
  { description: 'Every word the widget shows, in one language.' },
);

const IN_PART = { additionalProperties: false, description: 'Field by field; what is left out stays as it is.' };

/** What a survey says differently from the built-in text: any part of the wording, in any language. */
export const WordingOverride = Type.Partial(
  Strict({
    ...Wording.properties,
    follow_up: Type.Partial(Wording.properties.follow_up, IN_PART),
    thanks: Type.Partial(Wording.properties.thanks, IN_PART),
  }),
  { additionalProperties: false },
);

export const SurveyWording = Strict(
  {
    default_locale: Locale,
    locales: Type.Record(Type.String({ pattern: LOCALE }), WordingOverride, {
      additionalProperties: false,
      maxProperties: LIMITS.localesPerSurvey,
      description: 'By language tag; what a language does not say, the built-in text says.',
    }),
  },
  {
    description:
      'What the survey says otherwise than the built-in text. `{product}` stands for the name of the project.',
  },
);

const AskContact = Type.Optional(
  Type.Boolean({ description: 'Whether the person is asked if the team may contact them.' }),
);

export const STATUSES = ['draft', 'live', 'paused', 'archived'] as const;
const Name = Type.String({
  minLength: 1,
  maxLength: LIMITS.nameCodePoints,
  description: 'What the team calls it; nobody else reads it.',
});

const Status = OneOf(STATUSES, { description: 'Draft → live ⇄ paused → archived.' });

const NOTICES = ['needs_identity'] as const;
const Notices = Type.Array(
  Strict({
    code: OneOf(NOTICES, { description: 'The rule that will keep it from being asked, as `because` names it.' }),
    message: Type.String({ description: 'What follows, and what can be done.' }),
  }),
  { description: 'What a team should know before it publishes the survey; empty when there is nothing.' },
);

export const Survey = Strict(
  {
    id: SurveyId,
    name: Name,
    kind: Kind,
    status: Status,
    version: Type.Integer({
      minimum: 1,
      description: 'Grows when `question`, `low` or `high` changes in any language.',
    }),
    wording: SurveyWording,
    look: Look,
    targeting: Targeting,
    pressure: Pressure,
    schedule: Schedule,
    ask_contact: AskContact,
    created_at: Instant,
    updated_at: Instant,
    notices: Notices,
  },
  { $id: 'Survey' },
);

const editable = {
  name: Name,
  wording: SurveyWording,
  look: LookChange,
  targeting: TargetingChange,
  pressure: Type.Partial(Pressure, IN_PART),
  schedule: Type.Partial(Schedule, IN_PART),
  ask_contact: AskContact,
};

export const NewSurvey = Strict({
  ...Type.Partial(Strict(editable)).properties,
  name: Name,
  kind: Type.Optional(Kind),
});
export const SurveyChange = Type.Partial(Strict({ ...editable, status: Status }), {
  additionalProperties: false,
  minProperties: 1,
});
export const SurveyList = listOf(Type.Ref('Survey'));

export type Wording = Static<typeof Wording>;
export type WordingOverride = Static<typeof WordingOverride>;
export type SurveyWording = Static<typeof SurveyWording>;
export type SurveyStatus = (typeof STATUSES)[number];
/** A survey as its team is told of it. */
export type ToldSurvey = Static<typeof Survey>;
export type Survey = Omit<ToldSurvey, 'notices'>;
export type NewSurvey = Static<typeof NewSurvey>;
export type SurveyChange = Static<typeof SurveyChange>;
