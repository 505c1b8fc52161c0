import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { MASKABLE } from '../project-settings.ts';
import { Instant, OneOf, PublicKey, Strict, TraitKey } from './common.ts';

const Name = Type.String({
  maxLength: LIMITS.nameCodePoints,
  description: 'The product as the question names it; empty asks about "us".',
});
const TimeZone = Type.String({ maxLength: 64, description: 'An IANA zone, such as `Europe/Copenhagen`.' });

const daysKept = (description: string) =>
  Type.Union([Type.Integer({ minimum: 1, maximum: 36_500 }), Type.Null()], { description });

const settings = {
  hemisphere: OneOf(['north', 'south'], { description: 'Where seasons are told: it is winter in January, or summer.' }),
  fiscal_start_month: Type.Integer({
    minimum: 1,
    maximum: 12,
    description: 'The month in which a fiscal year begins.',
  }),
  revenue_trait: Type.Union([TraitKey, Type.Null()], {
    description: 'The account trait, a number set by a server, that says what an account is worth; null weighs nobody.',
  }),
  identity: OneOf(['off', 'optional', 'required'], {
    description:
      'Whether a page must prove who a person is by a signed token: `off` looks at none, `optional` checks those that come, `required` asks nobody identified without.',
  }),
  hide_small_groups: Type.Boolean({
    description: `Breakdowns leave out groups below ${LIMITS.smallGroup} people.`,
  }),
  origins: Type.Array(Type.String({ maxLength: 300 }), {
    maxItems: LIMITS.originsPerProject,
    uniqueItems: true,
    description:
      'Origins whose pages may ask and answer, such as `https://app.example.com`, or `https://*.example.com` for all below; empty allows every one.',
  }),
  retention: Strict(
    {
      comments_days: daysKept('Days after which comments are deleted; null keeps them.'),
      identities_days: daysKept(
        'Days after which nobody knows any more who answered and on which page; null keeps it.',
      ),
      everything_days: daysKept('Days after which answers and displays are deleted; null keeps them.'),
    },
    {
      description:
        'After how many days comments, the ids of respondents with the paths of their pages, and whole answers and displays are deleted; null keeps them.',
    },
  ),
  mask_comments: Type.Array(OneOf(MASKABLE), {
    uniqueItems: true,
    description: 'What is replaced in comments before they are stored: e-mail addresses, card numbers, phone numbers.',
  }),
};

export const Project = Strict(
  {
    id: Type.String({ pattern: '^prj_[0-9A-Za-z]{16}$', description: 'The id of the project.' }),
    name: Name,
    mode: OneOf(['live', 'test'], { description: 'A test project may move its clock.' }),
    time_zone: TimeZone,
    public_key: PublicKey,
    ...settings,
    created_at: Instant,
  },
  { $id: 'Project' },
);

export const ProjectChange = Type.Partial(Strict({ name: Name, time_zone: TimeZone, ...settings }), {
  additionalProperties: false,
  minProperties: 1,
});

export type Project = Static<typeof Project>;
