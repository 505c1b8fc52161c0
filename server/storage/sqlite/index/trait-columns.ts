import type { Traits, TraitValue } from '../../../../shared/contract/common.ts';

/** For each trait, which of its values every trait set holds. */
export class TraitColumns {
  /** The trait set with the greatest id that is known. */
  last = 0;
  readonly #columns = new Map<string, TraitColumn>();

  add(traitSet: number, traits: Traits): void {
    for (const [key, value] of Object.entries(traits)) this.#columnOf(key).set(traitSet, value);
    this.last = traitSet;
  }

  /** Each different value of a trait by its code, and the code of each trait set; 0 stands for a set without the trait. */
  codesOf(key: string): { values: readonly (TraitValue | null)[]; codes: Uint32Array } {
    const { values, codes } = this.#columns.get(key) ?? new TraitColumn();
    const ofAll = new Uint32Array(this.last + 1);
    ofAll.set(codes.subarray(0, ofAll.length));
    return { values, codes: ofAll };
  }

  /** 1 for each trait set that holds one of the values. */
  setsWith(key: string, values: TraitValue[]): Uint8Array {
    const sets = new Uint8Array(this.last + 1);
    const column = this.#columns.get(key);
    if (!column) return sets;
    const isWanted = column.codesWith(values);
    const { codes } = column;
    const end = Math.min(sets.length, codes.length);
    for (let set = 0; set < end; set++) sets[set] = isWanted[codes[set]!]!;
    return sets;
  }

  #columnOf(key: string): TraitColumn {
    const column = this.#columns.get(key) ?? new TraitColumn();
    this.#columns.set(key, column);
    return column;
  }
}

class TraitColumn {
  readonly values: (TraitValue | null)[] = [null];
  /** By trait set, up to the last one that has the trait or further. */
  codes = new Uint32Array(64);
  readonly #codeOf = new Map<TraitValue, number>();

  set(traitSet: number, value: TraitValue): void {
    if (traitSet >= this.codes.length) {
      const longer = new Uint32Array(2 * traitSet);
      longer.set(this.codes);
      this.codes = longer;
    }
    let code = this.#codeOf.get(value);
    if (code === undefined) {
      code = this.values.push(value) - 1;
      this.#codeOf.set(value, code);
    }
    this.codes[traitSet] = code;
  }

  /** 1 for the code of each of the values. */
  codesWith(values: TraitValue[]): Uint8Array {
    const isWanted = new Uint8Array(this.values.length);
    for (const value of values) isWanted[this.#codeOf.get(value) ?? 0] = 1;
    isWanted[0] = 0;
    return isWanted;
  }
}
