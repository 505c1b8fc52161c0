import type { Traits, TraitValue } from '../../../shared/contract/common.ts';
import type { Trait } from '../../../shared/contract/traits.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { isMalformed, readableText } from '../text.ts';
import { fitsTrait } from '../trait-snapshot.ts';
import { RowRefusal } from './row-refusal.ts';

/** Sets of traits that are kept: some megabytes. */
const MOST_SETS = 10_000;

/** Reads the traits of rows, and says what `JSON.stringify` makes of them. Rows that say the same share one object. */
export function traitReader(traits: Trait[]): (given: unknown) => [Traits, string] {
  const declared = new Map(traits.map((trait) => [trait.key, trait]));
  const known = new Map<string, [Traits, string]>();
  return (given) => {
    if (given === undefined || given === null) return NO_TRAITS;
    if (typeof given !== 'object') throw new RowRefusal('traits is no object');
    const text = JSON.stringify(given);
    let found = known.get(text);
    if (!found) {
      const read = traitsOf(given, declared);
      found = [read, JSON.stringify(read)];
      if (known.size >= MOST_SETS) known.clear();
      known.set(text, found);
    }
    return found;
  };
}

const NO_TRAITS: [Traits, string] = [{}, '{}'];

function traitsOf(given: object, declared: ReadonlyMap<string, Trait>): Traits {
  const traits: Traits = {};
  for (const [key, value] of Object.entries(given)) {
    const trait = declared.get(key);
    if (!trait) throw new RowRefusal(`no trait ${JSON.stringify(key)} is declared in this project`);
    const read = valueOf(value, trait);
    if (read === undefined) throw new RowRefusal(`trait ${key} is not a ${trait.type}`);
    traits[key] = read;
  }
  return traits;
}

/** In a table every value is a text. */
function valueOf(value: unknown, trait: Trait): TraitValue | undefined {
  if (typeof value === 'string') {
    if (isMalformed(value) || Array.from(value).length > LIMITS.traitValueCodePoints) return undefined;
    if (trait.type === 'number')
      return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined;
    if (trait.type === 'boolean') return value === 'true' || value === 'false' ? value === 'true' : undefined;
  }
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  if (!isScalar || !fitsTrait(trait, value)) return undefined;
  return typeof value === 'string' ? readableText(value) : value;
}
