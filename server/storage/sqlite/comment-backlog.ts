import type { Database } from 'better-sqlite3';
import type { Change } from './index/change-capture.ts';
import { PORTION } from './writes/index-comments.ts';

/** Comments that are stored and not yet in the search index: they enter it in portions, and at the latest when somebody searches. */
export class CommentBacklog {
  readonly #isAny;
  readonly #indexSome: () => Promise<unknown>;
  #noted = 0;
  #running: Promise<unknown> | undefined;

  /** `indexSome` takes in a portion. */
  constructor(reader: Database, indexSome: () => Promise<unknown>) {
    this.#isAny = reader
      .prepare<[], number>(
        `select exists (select 1 from response where comment_id > (select indexed_up_to from comment_fts_progress))`,
      )
      .pluck();
    this.#indexSome = indexSome;
  }

  /** To be called between a commit and its acknowledgement. */
  follow(committed: Change[]): void {
    for (const { sign, answer } of committed) if (sign === 1 && answer && answer.comment > 0) this.#noted++;
    if (this.#noted < PORTION || this.#running) return;
    this.#noted = 0;
    // One portion, however many came meanwhile: each takes a commit of its own. What fails now is tried again by the next search.
    this.#running = this.#indexSome()
      .catch(() => undefined)
      .finally(() => (this.#running = undefined));
  }

  /** Resolves when every comment that is stored by now is in the index. */
  async catchUp(): Promise<void> {
    while (this.#isAny.get() === 1) await this.#indexSome();
  }

  /** Resolves when nothing is under way. */
  async finish(): Promise<void> {
    await this.#running;
  }
}
