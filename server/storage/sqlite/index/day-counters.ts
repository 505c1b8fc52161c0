import { lowerBound } from './lower-bound.ts';

const FIRST_CAPACITY = 8;

/** A row of counters for each day that has any, days ascending. */
export class DayCounters {
  readonly #width: number;
  #length = 0;
  #days = new Int32Array(0);
  #counts: Uint32Array;

  constructor(width: number) {
    this.#width = width;
    this.#counts = new Uint32Array(0);
  }

  add(day: number, counter: number, amount: number): void {
    const place = lowerBound(this.#days, day, this.#length);
    if (place === this.#length || this.#days[place] !== day) this.#open(place, day);
    this.#counts[place * this.#width + counter]! += amount;
  }

  /** Adds what was counted from day `start` to before day `end` to `sums`, from its place `at` on. */
  sum(start: number, end: number, sums: Uint32Array, at: number): void {
    const last = lowerBound(this.#days, end, this.#length) * this.#width;
    for (let row = lowerBound(this.#days, start, this.#length) * this.#width; row < last; row += this.#width) {
      for (let i = 0; i < this.#width; i++) sums[at + i]! += this.#counts[row + i]!;
    }
  }

  /** The first day of the range on which anything is counted. */
  firstDay(start: number, end: number): number | undefined {
    for (let place = lowerBound(this.#days, start, this.#length); place < this.#length; place++) {
      const day = this.#days[place]!;
      if (day >= end) return undefined;
      const row = place * this.#width;
      if (this.#counts.subarray(row, row + this.#width).some((count) => count > 0)) return day;
    }
    return undefined;
  }

  #open(place: number, day: number): void {
    if (this.#length === this.#days.length) {
      const capacity = Math.max(FIRST_CAPACITY, this.#length * 2);
      const days = new Int32Array(capacity);
      const counts = new Uint32Array(capacity * this.#width);
      days.set(this.#days);
      counts.set(this.#counts);
      this.#days = days;
      this.#counts = counts;
    }
    const row = place * this.#width;
    this.#days.copyWithin(place + 1, place, this.#length);
    this.#counts.copyWithin(row + this.#width, row, this.#length * this.#width);
    this.#days[place] = day;
    this.#counts.fill(0, row, row + this.#width);
    this.#length += 1;
  }
}
