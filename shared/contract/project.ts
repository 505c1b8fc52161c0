import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { Instant, OneOf, PublicKey, Strict } from './common.ts';

const Name = Type.String({
  maxLength: LIMITS.nameCodePoints,
  description: 'The product as the question names it; empty asks about "us".',
});
const TimeZone = Type.String({ maxLength: 64, description: 'An IANA zone, such as `Europe/Copenhagen`.' });

export const Project = Strict(
  {
    id: Type.String({ pattern: '^prj_[0-9A-Za-z]{16}$' }),
    name: Name,
    mode: OneOf(['live', 'test']),
    time_zone: TimeZone,
    public_key: PublicKey,
    created_at: Instant,
  },
  { $id: 'Project' },
);

export const ProjectChange = Type.Partial(Strict({ name: Name, time_zone: TimeZone }), {
  additionalProperties: false,
  minProperties: 1,
});

export type Project = Static<typeof Project>;
