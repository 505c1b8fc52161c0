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
    if (trait.source === 'browser' && value !== undefined && fitsTrait(trait, value)) snapshot[trait.key] = value;
  }
  return snapshot;
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
