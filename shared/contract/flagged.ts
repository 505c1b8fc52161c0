import { Type, type Static } from 'typebox';
import { FLAGS } from '../flags.ts';
import { OneOf, Strict } from './common.ts';

export const Flags = Type.Array(OneOf(FLAGS), {
  uniqueItems: true,
  description:
    'What is odd about it: `burst` (one of more than a hundred unverified answers to a survey within ten seconds), `late` (more than 24 hours after its display), `impossible_time` (given before its display, by its own account).',
});

export const FlaggedBody = Strict({
  flags: Type.Optional({ ...Flags, minItems: 1, description: 'Absent: any flag.' }),
});
export const FlaggedCount = Strict({
  response_count: Type.Integer({ minimum: 0, description: 'How many responses were taken out or brought back.' }),
});

export type FlaggedBody = Static<typeof FlaggedBody>;
export type FlaggedCount = Static<typeof FlaggedCount>;
