import type { CommentedAnswer } from '../../storage.ts';

/** A comment, and what a filter asks about its answer, in the numbers of the index. */
export interface KnownComment {
  id: string;
  /** Epoch milliseconds. */
  at: number;
  day: number;
  survey: number;
  setting: number;
  traitSet: number;
  told: CommentedAnswer;
}

/** Some twenty megabytes. */
const MOST_KEPT = 100_000;

/** Comments that were asked about, by moment. Those of a day are forgotten when one of its answers changes: what was erased is gone at once. */
export class CommentMemory {
  readonly #comments = new Map<number, KnownComment[]>();
  readonly #momentsOfDay = new Map<number, Set<number>>();

  of(moment: number): KnownComment[] | undefined {
    return this.#comments.get(moment);
  }

  /** All comments of a moment, one at least. Days that were met first make room. */
  keep(moment: number, comments: KnownComment[]): void {
    for (const oldest of this.#momentsOfDay.keys()) {
      if (this.#comments.size < MOST_KEPT) break;
      this.forget(oldest);
    }
    this.#comments.set(moment, comments);
    for (const { day } of comments) {
      const moments = this.#momentsOfDay.get(day) ?? new Set();
      this.#momentsOfDay.set(day, moments.add(moment));
    }
  }

  forget(day: number): void {
    const moments = this.#momentsOfDay.get(day);
    if (!moments) return;
    for (const moment of moments) this.#comments.delete(moment);
    this.#momentsOfDay.delete(day);
  }
}
