/** A table of four megabytes; more than that go into a map. */
const LARGEST_TABLE = 2 ** 20;

/** Numbers whole numbers below `end` from 0, in the order in which they first come. */
export class Numbering {
  /** The whole number behind each. */
  readonly known: number[] = [];
  readonly #table: Uint32Array | undefined;
  readonly #map = new Map<number, number>();

  constructor(end: number) {
    if (end <= LARGEST_TABLE) this.#table = new Uint32Array(end);
  }

  of(value: number): number {
    const table = this.#table;
    // One more than the number, so that 0 is free.
    let number = table ? table[value]! : (this.#map.get(value) ?? 0);
    if (number > 0) return number - 1;
    number = this.known.push(value);
    if (table) table[value] = number;
    else this.#map.set(value, number);
    return number - 1;
  }
}
