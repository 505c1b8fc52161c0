/** For most comments of a page that has some. */
const FIRST_ROOM = 64;

/** The terms of some comments one after another, each time behind how many they are. */
export class TermPage {
  /** By comment: where its terms begin, one more than the place; 0 where it is not known. */
  readonly #starts: Uint32Array;
  terms = new Uint32Array(FIRST_ROOM);
  #end = 0;

  constructor(comments: number) {
    this.#starts = new Uint32Array(comments);
  }

  /** In numbers of four bytes. */
  get size(): number {
    return this.#starts.length + this.terms.length;
  }

  /** The place that tells how many terms follow it; `undefined` for a comment that is not known. */
  startOf(comment: number): number | undefined {
    const start = this.#starts[comment]!;
    return start === 0 ? undefined : start - 1;
  }

  /** Of a comment that is not known. */
  keep(comment: number, terms: readonly number[]): void {
    if (this.#end + terms.length + 1 > this.terms.length) this.#makeRoom(terms.length + 1);
    this.terms[this.#end] = terms.length;
    this.terms.set(terms, this.#end + 1);
    this.#starts[comment] = this.#end + 1;
    this.#end += terms.length + 1;
  }

  /** The terms that it had. Their place is free when room is made next. */
  forget(comment: number): Uint32Array {
    const terms = this.#termsOf(comment);
    this.#starts[comment] = 0;
    return terms;
  }

  *everyTerm(): Iterable<number> {
    for (let comment = 0; comment < this.#starts.length; comment++) yield* this.#termsOf(comment);
  }

  #termsOf(comment: number): Uint32Array {
    const start = this.#starts[comment]!;
    return this.terms.subarray(start, start === 0 ? 0 : start + this.terms[start - 1]!);
  }

  /** Moves what is known to the front of a longer list. */
  #makeRoom(more: number): void {
    const known = Array.from(this.#starts.keys()).filter((comment) => this.#starts[comment] !== 0);
    const moved = known.map((comment) => ({ comment, terms: Array.from(this.#termsOf(comment)) }));
    const length = moved.reduce((sum, { terms }) => sum + terms.length + 1, 0);
    this.terms = new Uint32Array(2 * length + more);
    this.#end = 0;
    for (const { comment, terms } of moved) this.keep(comment, terms);
  }
}
