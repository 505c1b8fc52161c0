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

  get(key: string): TraitColumn {
    return this.#columns.get(key) ?? new TraitColumn();
  }

  #columnOf(key: string): TraitColumn {
    const column = this.#columns.get(key) ?? new TraitColumn();
    this.#columns.set(key, column);
    return column;
  }
}

export class TraitColumn {
  /** Each different value by its number; 0 stands for a set without the trait. */
  readonly values: (TraitValue | null)[] = [null];
  readonly #numbers = new Map<TraitValue, number>();
  #bySet = new Uint32Array(64);

  set(traitSet: number, value: TraitValue): void {
    if (traitSet >= this.#bySet.length) {
      const longer = new Uint32Array(2 * traitSet);
      longer.set(this.#bySet);
      this.#bySet = longer;
    }
    let number = this.#numbers.get(value);
    if (number === undefined) {
      number = this.values.push(value) - 1;
      this.#numbers.set(value, number);
    }
    this.#bySet[traitSet] = number;
  }

  /** The number of each set's value; of a set beyond them it is 0. */
  get numbersOfSets(): Uint32Array {
    return this.#bySet;
  }

  /** 1 for each trait set that holds one of the values. */
  setsWith(values: TraitValue[]): Uint8Array {
    const isWanted = new Uint8Array(this.values.length);
    for (const value of values) isWanted[this.#numbers.get(value) ?? 0] = 1;
    isWanted[0] = 0;
    const sets = new Uint8Array(this.#bySet.length);
    for (let set = 0; set < sets.length; set++) sets[set] = isWanted[this.#bySet[set]!]!;
    return sets;
  }
}
