import type { TraitValue } from '../../shared/contract/common.ts';
import type { Trait } from '../../shared/contract/traits.ts';
import { Problem } from '../../shared/problem.ts';
import { fitsTrait } from './trait-snapshot.ts';

/**
 * What a server says may be any declared trait of the right party and type, whoever else may set it. Throws `unknown_trait`, naming each
 * that is not: a server can be told, where a page is only ignored.
 */
export function insistOnTraits(
  declared: Trait[],
  of: Trait['of'],
  told: Record<string, TraitValue | null> | undefined = {},
): void {
  const errors = Object.entries(told).flatMap(([key, value]) => {
    const path = `/traits/${key}`;
    const trait = declared.find((known) => known.key === key && known.of === of);
    if (!trait)
      return [{ path, message: `is no declared trait of ${of === 'account' ? 'an account' : 'a respondent'}` }];
    return value === null || fitsTrait(trait, value) ? [] : [{ path, message: `is no ${trait.type}` }];
  });
  if (errors.length > 0) throw new Problem('unknown_trait', { errors });
}
