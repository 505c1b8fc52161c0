import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { Instant, OneOf, PublicKey, Strict, TraitKey } from './common.ts';

const Name = Type.String({
  maxLength: LIMITS.nameCodePoints,
  description: 'The product as the question names it; empty asks about "us".',
});
const TimeZone = Type.String({ maxLength: 64, description: 'An IANA zone, such as `Europe/Copenhagen`.' });

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
