import type { Database } from 'better-sqlite3';
import { StorageUnavailable } from '../storage-unavailable.ts';
import type { Change, ChangeCapture } from './index/change-capture.ts';
import type { WriteAheadLog } from './write-ahead-log.ts';

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
 * is undone alone and sinks no other of its batch. While the disk takes one batch, the next one is already carried out: the event
 * loop never waits for a disk, and the disk seldom for the loop.
 */
export class GroupCommit {
  #queue: Job[] = [];
  #isScheduled = false;
  /** Carried out in the open transaction, not committed. */
  #open: Job[] = [];
  #isSyncing = false;
  #isResting = false;
  #lost: StorageUnavailable | undefined;
  #latest: Promise<unknown> = Promise.resolve();
  readonly #begin;
  readonly #commit;
  readonly #savepoint;
  readonly #release;
  readonly #undo;
  readonly #db: Database;
  readonly #changes: ChangeCapture;
  readonly #log: WriteAheadLog;
  readonly #follow: (committed: Change[]) => void;

  /** `follow` hears what changed before anybody is told so. */
  constructor(db: Database, changes: ChangeCapture, log: WriteAheadLog, follow: (committed: Change[]) => void) {
    this.#db = db;
    this.#changes = changes;
    this.#log = log;
    this.#follow = follow;
    this.#begin = db.prepare('begin immediate');
    this.#commit = db.prepare('commit');
    this.#savepoint = db.prepare('savepoint operation');
    this.#release = db.prepare('release operation');
    this.#undo = db.prepare('rollback to operation');
  }

  /** Resolves with the operation's result once it is on disk. Rejects with `StorageUnavailable` when the queue is full or the disk fails. */
  run<T>(operation: () => T): Promise<T> {
    if (this.#lost) return Promise.reject(this.#lost);
    if (this.#queue.length + this.#open.length >= QUEUE_LIMIT) {
      return Promise.reject(new StorageUnavailable('The write queue is full.'));
    }
    const done = new Promise<T>((resolve, reject) => {
      this.#queue.push({
        operation,
        resolve: resolve as (value: unknown) => void,
        reject,
        result: undefined,
        failure: undefined,
      });
    });
    this.#schedule();
    this.#latest = done.catch(() => undefined);
    return done;
  }

  /** Resolves when everything that was accepted is answered. */
  async finish(): Promise<void> {
    await this.#latest;
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    // After the poll phase: every request that this turn of the loop has read shares the commit.
    setImmediate(() => this.#carryOut());
  }

  #carryOut(): void {
    this.#isScheduled = false;
    if (this.#isResting || this.#queue.length === 0) return;
    if (this.#log.isTooLong) {
      // It turned out so while nothing was synced, and so no acknowledgement will see to it.
      if (!this.#isSyncing) void this.#rest();
      return;
    }
    const jobs = this.#queue;
    this.#queue = [];
    this.#open.push(...jobs);
    try {
      if (!this.#db.inTransaction) this.#begin.run();
      for (const job of jobs) job.result = job.operation();
    } catch {
      this.#repeatOneByOne();
    }
    if (!this.#isSyncing && this.#open.length > 0) this.#close();
  }

  /**
   * Undoes what is open, of which nobody has heard yet, and carries it out again with a savepoint around each operation, so that the one
   * that throws is undone alone. Savepoints around all of them, always, were a fifth of what the store costs.
   */
  #repeatOneByOne(): void {
    try {
      if (this.#db.inTransaction) this.#db.exec('rollback');
      this.#changes.rollBack();
      this.#begin.run();
      for (const job of this.#open) this.#attempt(job);
    } catch (error) {
      this.#giveUp(error);
    }
  }

  /** Commits what is open, and acknowledges it when the disk has it. */
  #close(): void {
    try {
      this.#commit.run();
    } catch (error) {
      return this.#giveUp(error);
    }
    const batch = this.#open;
    this.#open = [];
    this.#follow(this.#changes.take());
    this.#isSyncing = true;
    this.#log.sync(batch.length).then(
      () => this.#acknowledge(batch),
      (error: unknown) => this.#lose(batch, error),
    );
  }

  #acknowledge(batch: Job[]): void {
    this.#isSyncing = false;
    for (const job of batch) {
      if (job.failure === undefined) job.resolve(job.result);
      else job.reject(job.failure);
    }
    if (this.#open.length > 0) this.#close();
    else if (this.#log.isTooLong) void this.#rest();
  }

  /** The log begins again at its start only when all of it is in the database, and so only when for a moment nothing is added. */
  async #rest(): Promise<void> {
    this.#isResting = true;
    await this.#log.shorten();
    this.#isResting = false;
    this.#schedule();
  }

  #giveUp(error: unknown): void {
    if (this.#db.inTransaction) this.#db.exec('rollback');
    this.#changes.rollBack();
    for (const job of this.#open.splice(0)) job.reject(new StorageUnavailable('The commit failed.', { cause: error }));
  }

  /** After a failed fsync nobody knows what the disk has, and a second one that succeeds proves nothing: only a restart does. */
  #lose(batch: Job[], error: unknown): void {
    this.#lost = new StorageUnavailable('The disk does not keep what is written: check it, then restart.', {
      cause: error,
    });
    process.emitWarning(this.#lost);
    if (this.#db.inTransaction) this.#db.exec('rollback');
    for (const job of [...batch, ...this.#open.splice(0), ...this.#queue.splice(0)]) job.reject(this.#lost);
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
