import type { Trait } from '../../shared/contract/traits.ts';
import type { Traits, TraitValue } from '../../shared/contract/common.ts';

/** What is kept of the traits a page sends: declared ones, from the browser, of the declared type, about the right party. */
export function snapshotOf(
  declared: Trait[],
  ofRespondent: Traits | undefined = {},
  ofAccount: Traits | undefined = {},
): Traits {
  const snapshot: Traits = {};
  for (const trait of declared) {
    const value = (trait.of === 'account' ? ofAccount : ofRespondent)[trait.key];
    if (value !== undefined && isKept(trait, value)) snapshot[trait.key] = value;
  }
  return snapshot;
}

/**
 * The others, by their names. One that only a server may tell is among them like one that nobody declared: a stranger learns no
 * more than what pages may say, which every page shows.
 */
export function ignoredTraits(declared: Trait[], ofRespondent: Traits = {}, ofAccount: Traits = {}): string[] {
  const ignoredOf = (of: Trait['of'], told: Traits, begin: string) =>
    Object.entries(told)
      .filter(([key, value]) => !declared.some((trait) => trait.of === of && trait.key === key && isKept(trait, value)))
      .map(([key]) => begin + key);
  return [...ignoredOf('respondent', ofRespondent, ''), ...ignoredOf('account', ofAccount, 'account.')];
}

function isKept(trait: Trait, value: TraitValue): boolean {
  return trait.source === 'browser' && fitsTrait(trait, value);
}

export function fitsTrait({ type }: Trait, value: TraitValue): boolean {
  return FITS[type](value);
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

const FITS: Record<Trait['type'], (value: TraitValue) => boolean> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && DATE.test(value),
};
