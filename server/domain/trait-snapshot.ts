import type { Trait } from '../../shared/contract/traits.ts';
import type { Traits, TraitValue } from '../../shared/contract/common.ts';
import type {} from '../storage/storage.ts';

/** What is kept of the traits a page sends: declared ones, from the browser, of the declared type, about the right party. */
export function snapshotOf(
  declared: Trait[],
  ofRespondent: Traits | undefined = {},
  ofAccount: Traits | undefined = {},
): Traits {
  const snapshot: Traits = {};
  for (const trait of declared) {
    const value = (trait.of === 'account' ? ofAccount : ofRespondent)[trait.key];
    if (trait.source === 'browser' && value !== undefined && fits(trait.type, value)) snapshot[trait.key] = value;
  }
  return snapshot;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function fits(type: Trait['type'], value: TraitValue): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && DATE.test(value);
  }
}
