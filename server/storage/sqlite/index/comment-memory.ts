import type { CommentedAnswer } from '../../storage.ts';

/** A comment, and what a filter asks about its answer, in the numbers of the index. */
export interface KnownComment {
  id: string;
  /** Epoch milliseconds. */
  at: number;
  survey: number;
  context: number;
  told: CommentedAnswer;
}

/** Some ten megabytes. */
const MOST_KEPT = 50_000;

/** The comments of days that were asked about. A day is forgotten when one of its answers changes: what was erased is gone at once. */
export class CommentMemory {
  readonly #days = new Map<number, KnownComment[]>();
  #size = 0;

  of(day: number): KnownComment[] | undefined {
    return this.#days.get(day);
  }

  /** Days that were kept first make room. */
  keep(day: number, comments: KnownComment[]): KnownComment[] {
    for (const oldest of this.#days.keys()) {
      if (this.#size + comments.length <= MOST_KEPT) break;
      this.forget(oldest);
    }
    this.#days.set(day, comments);
    this.#size += comments.length;
    return comments;
  }

  forget(day: number): void {
    const comments = this.#days.get(day);
    if (!comments) return;
    this.#size -= comments.length;
    this.#days.delete(day);
  }
}
