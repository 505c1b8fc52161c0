import type { Database } from 'better-sqlite3';
import { StorageUnavailable } from '../storage-unavailable.ts';
import type { Change, ChangeCapture } from './index/change-capture.ts';

interface Job {
  operation: () => unknown;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
  result: unknown;
  failure: unknown;
}

const QUEUE_LIMIT = 10_000;

/**
 * One transaction and one fsync for all operations that arrive together; each is acknowledged after it. An operation that throws
 * is undone alone and sinks no other of its batch.
 */
export class GroupCommit {
  #queue: Job[] = [];
  #scheduled = false;
  readonly #begin;
  readonly #commit;
  readonly #savepoint;
  readonly #release;
  readonly #undo;
  readonly #db: Database;
  readonly #changes: ChangeCapture;
  readonly #follow: (committed: Change[]) => void;

  /** `follow` hears what changed when it is on disk, before anybody is told so. */
  constructor(db: Database, changes: ChangeCapture, follow: (committed: Change[]) => void) {
    this.#db = db;
    this.#changes = changes;
    this.#follow = follow;
    this.#begin = db.prepare('begin immediate');
    this.#commit = db.prepare('commit');
    this.#savepoint = db.prepare('savepoint operation');
    this.#release = db.prepare('release operation');
    this.#undo = db.prepare('rollback to operation');
  }

  /** Resolves with the operation's result once it is on disk. Rejects with `StorageUnavailable` when the queue is full or the disk fails. */
  run<T>(operation: () => T): Promise<T> {
    if (this.#queue.length >= QUEUE_LIMIT) return Promise.reject(new StorageUnavailable('The write queue is full.'));
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({
        operation,
        resolve: resolve as (value: unknown) => void,
        reject,
        result: undefined,
        failure: undefined,
      });
      if (this.#scheduled) return;
      this.#scheduled = true;
      // After the poll phase: every request that this turn of the loop has read shares the commit.
      setImmediate(() => this.flush());
    });
  }

  /** Commits whatever waits, now. */
  flush(): void {
    this.#scheduled = false;
    const batch = this.#queue;
    if (batch.length === 0) return;
    this.#queue = [];
    try {
      this.#begin.run();
      for (const job of batch) this.#attempt(job);
      this.#commit.run();
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('rollback');
      this.#changes.rollBack();
      for (const job of batch) job.reject(new StorageUnavailable('The commit failed.', { cause: error }));
      return;
    }
    this.#follow(this.#changes.take());
    for (const job of batch) {
      if (job.failure === undefined) job.resolve(job.result);
      else job.reject(job.failure);
    }
  }

  #attempt(job: Job): void {
    this.#savepoint.run();
    const mark = this.#changes.mark;
    try {
      job.result = job.operation();
    } catch (error) {
      // A disk error may have ended the whole transaction: then there is nothing left to undo, and no one to acknowledge.
      if (!this.#db.inTransaction) throw error;
      this.#undo.run();
      this.#changes.rollBack(mark);
      job.failure = error;
    }
    this.#release.run();
  }
}
