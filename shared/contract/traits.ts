import { Type, type Static } from 'typebox';
import { OneOf, Strict, TraitKey } from './common.ts';

/** A key whose values are kept with each answer; what is not declared is ignored. */
export const Trait = Strict(
  {
    key: TraitKey,
    type: OneOf(['text', 'number', 'date', 'boolean']),
    of: OneOf(['respondent', 'account']),
    source: OneOf(['browser', 'server'], { description: 'Who may set it: a page, or only a call with a secret key.' }),
  },
  { $id: 'Trait' },
);
export const TraitBody = Type.Omit(Trait, ['key'], { additionalProperties: false });
export const TraitList = Strict({ data: Type.Array(Type.Ref('Trait')), next_cursor: Type.Null() });

export type Trait = Static<typeof Trait>;
