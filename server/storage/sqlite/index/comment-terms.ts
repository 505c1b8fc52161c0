import type { NamedAnswers } from '../../storage.ts';
import { TermNumbers } from './term-numbers.ts';
import { TermPage } from './term-page.ts';

/** Sixty-four megabytes of numbers. */
const MOST_KEPT = 2 ** 24;
/** Comments of a page: neighbours were given one after another. */
const PAGE = 4096;

/**
 * The terms of comments that were asked about, by the number of the comment. The text of a number never changes, so that nothing here can
 * be out of date; whoever hears that a comment is gone says so.
 */
export class CommentTerms {
  /** By place; holes where nothing is known. */
  readonly #pages: (TermPage | undefined)[] = [];
  #size = 0;
  readonly #terms = new TermNumbers();
  readonly #most: number;

  constructor(most = MOST_KEPT) {
    this.#most = most;
  }

  /** Those of the comments that are not known. */
  missing(comments: Uint32Array): number[] {
    const missing: number[] = [];
    for (const comment of comments) {
      if (this.#pageOf(comment)?.startOf(comment % PAGE) === undefined) missing.push(comment);
    }
    return missing;
  }

  keep(comment: number, terms: Iterable<string>): void {
    const place = Math.floor(comment / PAGE);
    const known = this.#pages[place];
    const page = known ?? new TermPage(PAGE);
    this.#pages[place] = page;
    this.forget(comment);
    this.#size -= known?.size ?? 0;
    page.keep(
      comment % PAGE,
      Array.from(terms, (term) => this.#terms.take(term)),
    );
    this.#size += page.size;
    this.#makeRoom(place);
  }

  forget(comment: number): void {
    for (const term of this.#pageOf(comment)?.forget(comment % PAGE) ?? []) this.#terms.release(term);
  }

  /** The terms of each comment in turn; none of one that is not known. */
  of(comments: Uint32Array): Pick<NamedAnswers, 'starts' | 'names' | 'texts'> {
    const starts = new Uint32Array(comments.length + 1);
    const texts: string[] = [];
    // One more than the number that a term has here, so that 0 is none.
    const numbers = new Uint32Array(this.#terms.end);
    let names = new Uint32Array(16 * comments.length);
    let count = 0;
    for (let place = 0; place < comments.length; place++) {
      const comment = comments[place]!;
      const page = this.#pageOf(comment);
      const start = page?.startOf(comment % PAGE);
      if (page !== undefined && start !== undefined) {
        const { terms } = page;
        const end = start + 1 + terms[start]!;
        if (count + end - start > names.length) names = twice(names, end - start);
        for (let i = start + 1; i < end; i++) {
          const term = terms[i]!;
          if (numbers[term] === 0) numbers[term] = texts.push(this.#terms.textOf(term));
          names[count++] = numbers[term]! - 1;
        }
      }
      starts[place + 1] = count;
    }
    return { starts, names: names.subarray(0, count), texts };
  }

  #pageOf(comment: number): TermPage | undefined {
    return this.#pages[Math.floor(comment / PAGE)];
  }

  /** The oldest comments go, but no page in hand. */
  #makeRoom(inHand: number): void {
    for (let place = 0; this.#size > this.#most && place < this.#pages.length; place++) {
      const page = this.#pages[place];
      if (page === undefined || place === inHand) continue;
      for (const term of page.everyTerm()) this.#terms.release(term);
      this.#pages[place] = undefined;
      this.#size -= page.size;
    }
  }
}

function twice(numbers: Uint32Array, more: number): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(2 * numbers.length + more);
  longer.set(numbers);
  return longer;
}
