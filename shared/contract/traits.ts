import { Type, type Static } from 'typebox';
import { listOf, OneOf, Strict, TraitKey } from './common.ts';

/** A key whose values are kept with each answer; what is not declared is ignored. */
export const Trait = Strict(
  {
    key: TraitKey,
    type: OneOf(['text', 'number', 'date', 'boolean'], { description: 'What its values are.' }),
    of: OneOf(['respondent', 'account'], { description: 'What it describes: a person or a company.' }),
    source: OneOf(['browser', 'server'], { description: 'Who may set it: a page, or only a call with a secret key.' }),
  },
  { $id: 'Trait' },
);
export const TraitBody = Type.Omit(Trait, ['key'], { additionalProperties: false });
export const TraitList = listOf(Type.Ref('Trait'));

export type Trait = Static<typeof Trait>;
