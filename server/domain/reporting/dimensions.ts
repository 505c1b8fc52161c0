import { DIMENSIONS } from '../../../shared/contract/breakdown.ts';
import type { Trait } from '../../../shared/contract/traits.ts';
import { Problem } from '../../../shared/problem.ts';
import type { Dimension } from '../../storage/storage.ts';

/** What a breakdown groups by, under the name the caller gave it. */
export interface NamedDimension {
  name: string;
  /** Account sizes are told by us, from the people who answered; everything else by the store. */
  dimension: Dimension | 'account_size';
}

export interface StoredDimension extends NamedDimension {
  dimension: Dimension;
}

/** Throws `unknown_trait`. */
export function dimensionsOf(by: string | string[], declared: Trait[]): NamedDimension[] {
  return [by].flat().map((name) => ({ name, dimension: dimensionOf(name, declared) }));
}

function dimensionOf(name: string, declared: Trait[]): Dimension | 'account_size' {
  const known = DIMENSIONS.find((dimension) => dimension === name);
  if (known) return known;
  const key = name.replace(/^trait:/, '');
  if (declared.some((trait) => trait.key === key)) return { trait: key };
  throw new Problem('unknown_trait', { errors: [{ path: 'by', message: 'is no dimension and no declared trait' }] });
}

/** Those that the store can group displays by; nobody has a size by being asked. */
export function storedDimensions(dimensions: NamedDimension[]): StoredDimension[] {
  return dimensions.filter((one): one is StoredDimension => one.dimension !== 'account_size');
}
