import type { DayRange } from '../../storage.ts';
import { Chunk, type Column } from './chunk.ts';
import { DayCursor } from './day-cursor.ts';

/** A mean of so many rows a chunk is as good as full. */
const WORTH_KEEPING = 6000;

/** Rows `start` to before `end` of a chunk's columns, all of one segment. */
export type VisitRun = (columns: readonly Column[], segment: number, start: number, end: number, chunk: Chunk) => void;

/**
 * Rows of whole numbers, kept by day: days ascend, the order within a day is free. They stand in chunks, so that an answer
 * to an earlier day moves a few kilobytes and not everything after it.
 */
export class DayRows {
  readonly #width: number;
  /** Neighbours may share a day. */
  readonly #chunks: Chunk[] = [];

  constructor(width: number) {
    this.#width = width;
  }

  add(day: number, row: readonly number[]): void {
    const place = this.#lastChunkFrom(day);
    const chunk = this.#chunks[place];
    if (!chunk) this.#chunks.push(Chunk.with(day, row, this.#width, false));
    else if (!chunk.isFull) chunk.add(day, row);
    else if (place === this.#chunks.length - 1 && day >= chunk.lastDay) {
      this.#chunks.push(Chunk.with(day, row, this.#width, true));
    } else {
      this.#chunks.splice(place + 1, 0, chunk.split());
      this.add(day, row);
    }
  }

  /** Takes one of the rows that equal `row` away. False when there is none. */
  remove(day: number, row: readonly number[]): boolean {
    for (let place = this.#lastChunkFrom(day); place >= 0; place--) {
      const chunk = this.#chunks[place];
      if (!chunk || chunk.lastDay < day) return false;
      if (!chunk.remove(day, row)) continue;
      if (chunk.length === 0) this.#chunks.splice(place, 1);
      return true;
    }
    return false;
  }

  /** Visits the rows from the first of the ascending borders to before the last, in the fewest runs that keep to one segment. */
  eachRun(borders: ArrayLike<number>, visit: VisitRun): void {
    const end = borders[borders.length - 1]!;
    for (let place = this.#firstChunkOf(borders[0]!); place < this.#chunks.length; place++) {
      const chunk = this.#chunks[place]!;
      if (chunk.firstDay >= end) return;
      chunk.eachRun(borders, visit);
    }
  }

  /** Visits each row that has a value in a column. */
  eachWith(column: number, value: number, visit: (day: number, row: number[]) => void): void {
    for (const chunk of this.#chunks) chunk.eachWith(column, value, visit);
  }

  /** From the first day that has rows to after the last; an empty range where there are none. */
  get days(): DayRange {
    const [first] = this.#chunks;
    return first
      ? { start: first.firstDay, end: this.#chunks.at(-1)!.lastDay + 1 }
      : { start: Infinity, end: -Infinity };
  }

  /** The chunks that may hold rows of days from `start` to before `end`, in their order. */
  chunksOf({ start, end }: DayRange): Chunk[] {
    const first = this.#firstChunkOf(start);
    let after = first;
    while (after < this.#chunks.length && this.#chunks[after]!.firstDay < end) after += 1;
    return this.#chunks.slice(first, after);
  }

  /** Goes through the days once, for whoever goes through several surveys side by side. */
  cursor(start: number): DayCursor {
    return new DayCursor(this.#chunks, this.#firstChunkOf(start), start);
  }

  /** Fills chunks that were split and left half empty. */
  compact(): void {
    const rows = this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    if (rows > this.#chunks.length * WORTH_KEEPING) return;
    const chunks = this.#chunks.splice(0);
    for (const chunk of chunks) chunk.eachRow((day, row) => this.add(day, row));
  }

  /** The last chunk that begins on the day or before it; the first one when all begin later. */
  #lastChunkFrom(day: number): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#chunks[middle]!.firstDay <= day) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  #firstChunkOf(day: number): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#chunks[middle]!.lastDay < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
