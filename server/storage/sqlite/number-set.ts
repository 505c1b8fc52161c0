/** A set of small whole numbers, an eighth of a byte for each that there may be. */
export class NumberSet {
  readonly #bits: Uint8Array;

  constructor(numbers: number[]) {
    let highest = 0;
    for (const number of numbers) highest = Math.max(highest, number);
    this.#bits = new Uint8Array((highest >>> 3) + 1);
    for (const number of numbers) this.#bits[number >>> 3]! |= 1 << (number & 7);
  }

  has(number: number): boolean {
    return ((this.#bits[number >>> 3] ?? 0) & (1 << (number & 7))) !== 0;
  }
}
