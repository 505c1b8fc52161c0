import type { Column } from './chunk.ts';

/** Few rows fall into each, and the list of them is half as long as that of the rows. */
const BUCKETS_LOG2 = 12;

/** The rows of a chunk by what they have in one column: those that have a value are found without going through all of them. */
export class RowsByValue {
  readonly #values: Column;
  /** Values that are equal but for so many low bits share a bucket. */
  readonly #shift: number;
  /** Where each bucket begins. */
  readonly #starts: Uint16Array;
  readonly #rows: Uint16Array;

  constructor(values: Column) {
    let greatest = 0;
    for (const value of values) greatest = Math.max(greatest, value);
    const shift = Math.max(0, 32 - Math.clz32(greatest) - BUCKETS_LOG2);
    // Counted one bucket further on, so that to add up what is before each makes it a beginning.
    const starts = new Uint16Array((greatest >>> shift) + 2);
    for (const value of values) starts[(value >>> shift) + 1]! += 1;
    for (let bucket = 1; bucket < starts.length; bucket++) starts[bucket]! += starts[bucket - 1]!;
    const next = starts.slice();
    const rows = new Uint16Array(values.length);
    for (let row = 0; row < values.length; row++) rows[next[values[row]! >>> shift]!++] = row;
    this.#values = values;
    this.#shift = shift;
    this.#starts = starts;
    this.#rows = rows;
  }

  /** Visits the rows that have the value, ascending. */
  each(value: number, visit: (row: number) => void): void {
    const bucket = value >>> this.#shift;
    const end = this.#starts[bucket + 1] ?? 0;
    for (let place = this.#starts[bucket]!; place < end; place++) {
      const row = this.#rows[place]!;
      if (this.#values[row] === value) visit(row);
    }
  }
}
