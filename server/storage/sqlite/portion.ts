import type { Database } from 'better-sqlite3';
import type { ChangeCapture } from './index/change-capture.ts';
import type { Done, Redo } from './redo/redo.ts';
import { RedoProgress } from './redo/redo-progress.ts';

/** An operation that somebody waits for. */
export interface Job {
  operation: () => Done;
  /** The journal may keep what it does; otherwise only a commit. */
  isNoted: boolean;
  /** Its commit may wait for more of its kind. */
  isPatient: boolean;
  resolve: (outcome: unknown) => void;
  reject: (reason: unknown) => void;
  done: Done | undefined;
  failure: unknown;
}

/**
 * What one commit will bring: operations that were carried out in the open transaction. Those that the journal holds are acknowledged
 * already, and are carried out anew from their redos when the transaction has to be undone.
 */
export class Portion {
  #acknowledged: Redo[] = [];
  #waiting: Job[] = [];
  readonly #begin;
  readonly #commit;
  readonly #savepoint;
  readonly #release;
  readonly #undo;
  readonly #db: Database;
  readonly #changes: ChangeCapture;
  readonly #replay: (redo: Redo) => void;
  readonly #progress: RedoProgress;

  constructor(db: Database, changes: ChangeCapture, replay: (redo: Redo) => void) {
    this.#db = db;
    this.#changes = changes;
    this.#replay = replay;
    this.#progress = new RedoProgress(db);
    this.#begin = db.prepare('begin immediate');
    this.#commit = db.prepare('commit');
    this.#savepoint = db.prepare('savepoint operation');
    this.#release = db.prepare('release operation');
    this.#undo = db.prepare('rollback to operation');
  }

  /** How many are in the journal and not committed. */
  get acknowledged(): number {
    return this.#acknowledged.length;
  }

  /** Carried out, and not acknowledged. */
  get waiting(): readonly Job[] {
    return this.#waiting;
  }

  /** The number that the first redo of those that wait has. */
  get nextNumber(): number {
    return this.#progress.number + this.#acknowledged.length + 1;
  }

  /**
   * Nobody has heard of those that wait, so when one of them throws, all are undone and carried out again with a savepoint around each,
   * and the one that throws again is undone alone. Savepoints around all of them, always, were a fifth of what the store costs.
   * Throws when none of them can be carried out.
   */
  carryOut(jobs: Job[]): void {
    this.#waiting.push(...jobs);
    try {
      this.#open();
      for (const job of jobs) job.done = job.operation();
    } catch {
      this.#rollBack();
      this.#open();
      for (const job of this.#waiting) this.#attempt(job);
    }
  }

  /** The journal takes those that wait: answers whom to tell. They still wait for their commit. */
  acknowledge(redos: Redo[]): Job[] {
    this.#acknowledged.push(...redos);
    return this.#waiting.splice(0);
  }

  /** Commits all of it, and answers whose acknowledgement waits for the disk now. Throws when the transaction is lost. */
  commit(): Job[] {
    this.#open();
    const redos = this.#acknowledged.length + redosOf(this.#waiting).length;
    if (redos > 0) this.#progress.note(redos);
    this.#commit.run();
    this.#progress.confirm(redos);
    this.#acknowledged = [];
    return this.#waiting.splice(0);
  }

  /** Undoes what waits, and answers whom to tell. What was acknowledged will be carried out anew. */
  giveUp(): Job[] {
    this.#rollBack();
    return this.#waiting.splice(0);
  }

  #open(): void {
    if (this.#db.inTransaction) return;
    this.#begin.run();
    for (const redo of this.#acknowledged) this.#replay(redo);
  }

  #rollBack(): void {
    if (this.#db.inTransaction) this.#db.exec('rollback');
    this.#changes.rollBack();
  }

  #attempt(job: Job): void {
    this.#savepoint.run();
    const mark = this.#changes.mark;
    try {
      job.done = job.operation();
    } catch (error) {
      // A disk error may have ended the whole transaction: then there is nothing left to undo, and no one to acknowledge.
      if (!this.#db.inTransaction) throw error;
      this.#undo.run();
      this.#changes.rollBack(mark);
      job.done = undefined;
      job.failure = error;
    }
    this.#release.run();
  }
}

export function redosOf(jobs: readonly Job[]): Redo[] {
  const redos: Redo[] = [];
  for (const { done } of jobs) if (done !== undefined && typeof done.trace !== 'string') redos.push(done.trace);
  return redos;
}
