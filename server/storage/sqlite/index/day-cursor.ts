import type { Chunk } from './chunk.ts';
import { lowerBound } from './lower-bound.ts';

export type VisitDay = (chunk: Chunk, start: number, end: number) => void;

/** A place in rows that are kept by day. */
export class DayCursor {
  readonly #chunks: readonly Chunk[];
  #place: number;
  #i: number;
  /** The next day that has rows; infinite after the last. */
  day: number;

  constructor(chunks: readonly Chunk[], place: number, start: number) {
    this.#chunks = chunks;
    this.#place = place;
    this.#i = lowerBound(chunks[place]?.days ?? [], start);
    this.day = this.#dayHere();
  }

  /** Visits the rows of the day, in one or more runs, and goes on to the next. */
  take(visit: VisitDay): void {
    const day = this.day;
    while (this.day === day) {
      const chunk = this.#chunks[this.#place]!;
      visit(chunk, chunk.starts[this.#i]!, chunk.endOf(this.#i));
      this.#i += 1;
      if (this.#i === chunk.days.length) {
        this.#place += 1;
        this.#i = 0;
      }
      this.day = this.#dayHere();
    }
  }

  #dayHere(): number {
    return this.#chunks[this.#place]?.days[this.#i] ?? Infinity;
  }
}
