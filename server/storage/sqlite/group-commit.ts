import { StorageUnavailable } from '../storage-unavailable.ts';
import { redosOf, type Job, type Portion } from './portion.ts';
import type { Done } from './redo/redo.ts';
import type { RedoJournal } from './redo/redo-journal.ts';
import type { WriteAheadLog } from './write-ahead-log.ts';

const QUEUE_LIMIT = 10_000;
/** A commit brings so many operations at the most, and waits so long for them: each page that they share is written once. */
const PORTION = 500;
const LINGER_MS = 100;
/** So many patient operations share a commit, and wait so long for each other, while nobody else waits. */
const PATIENT = 32;
const PATIENCE_MS = 250;

type Kind = Pick<Job, 'isNoted' | 'isPatient'>;
const HASTY: Kind = { isNoted: false, isPatient: false };
const PATIENT_ONE: Kind = { isNoted: false, isPatient: true };
const NOTED: Kind = { isNoted: true, isPatient: false };

interface Parts {
  portion: Portion;
  log: WriteAheadLog;
  journal: RedoJournal;
  /** Hears of each commit before anybody is told. */
  follow: () => void;
}

/**
 * One fsync for all operations that arrive together; each is acknowledged after it. What they do is carried out at once in the open
 * transaction. Where the journal can hold all of it, the journal is synced and the commit comes later, for many together; otherwise it is
 * committed and the log synced. While the disk takes one batch, the next one is already carried out: the event loop never waits for a
 * disk, and the disk seldom for the loop.
 */
export class GroupCommit {
  #queue: Job[] = [];
  #isScheduled = false;
  /** Committed, and not acknowledged yet. */
  #committed: Job[] = [];
  /** Something was committed that only the journal keeps from a power cut. */
  #owesSync = false;
  #isSyncing = false;
  #isResting = false;
  /** The journal must not keep it any longer. */
  #isDue = false;
  #mustWipe = false;
  #lost: StorageUnavailable | undefined;
  #latest: Promise<unknown> = Promise.resolve();
  #lingering: NodeJS.Timeout | undefined;
  readonly #portion: Portion;
  readonly #log: WriteAheadLog;
  readonly #journal: RedoJournal;
  readonly #follow: () => void;

  constructor({ portion, log, journal, follow }: Parts) {
    this.#portion = portion;
    this.#log = log;
    this.#journal = journal;
    this.#follow = follow;
  }

  /** Resolves with the operation's result once it is on disk. Rejects with `StorageUnavailable` when the queue is full or the disk fails. */
  run<T>(operation: () => T): Promise<T> {
    return this.#enqueue(() => ({ outcome: operation(), trace: 'database' }), HASTY);
  }

  /** The same for one of many that somebody sends without waiting for each: the commit waits for others of them, but makes nobody wait. */
  runPatiently<T>(operation: () => T): Promise<T> {
    return this.#enqueue(() => ({ outcome: operation(), trace: 'database' }), PATIENT_ONE);
  }

  /** The same for an operation that tells what it leaves. */
  runNoted<T>(operation: () => Done<T>): Promise<T> {
    return this.#enqueue(operation, NOTED);
  }

  /** Commits what was acknowledged, so that a reader finds it. While that cannot be done, a reader finds what it can. */
  settle(): void {
    if (this.#portion.acknowledged === 0 || this.#lost) return;
    try {
      this.#commit();
    } catch (error) {
      this.#giveUp(error);
    }
    if (!this.#isSyncing) this.#goOn();
    this.#linger();
  }

  /** Whether the database and its log hold everything, safe from a power cut. */
  get isKept(): boolean {
    return !this.#lost && !this.#owesSync && this.#portion.acknowledged === 0;
  }

  /** Resolves when the journal holds nothing any more of what was written before, in its unused parts either. */
  async wipe(): Promise<void> {
    this.#mustWipe = true;
    await this.run(() => undefined);
  }

  /** Resolves when everything that was accepted is answered and, if the disk takes it, in the database. */
  async finish(): Promise<void> {
    await this.#latest;
    if (!this.isKept) await this.run(() => undefined).catch(() => undefined);
    clearTimeout(this.#lingering);
  }

  #enqueue<T>(operation: () => Done<T>, kind: Kind): Promise<T> {
    if (this.#lost) return Promise.reject(this.#lost);
    if (this.#queue.length + this.#portion.waiting.length >= QUEUE_LIMIT) {
      return Promise.reject(new StorageUnavailable('The write queue is full.'));
    }
    const done = new Promise<T>((resolve, reject) => {
      this.#queue.push({
        operation,
        ...kind,
        resolve: resolve as (outcome: unknown) => void,
        reject,
        done: undefined,
        failure: undefined,
      });
    });
    this.#schedule();
    this.#latest = done.catch(() => undefined);
    return done;
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
      if (!this.#isSyncing) this.#shorten();
      return;
    }
    const jobs = this.#queue;
    this.#queue = [];
    try {
      // What may throw should not take much with it.
      if (this.#portion.acknowledged > 0 && jobs.some(({ isNoted }) => !isNoted)) this.#commit();
      this.#portion.carryOut(jobs);
    } catch (error) {
      this.#giveUp(error);
      for (const job of jobs) refuse(job, error);
    }
    if (!this.#isSyncing) this.#goOn();
  }

  #goOn(): void {
    if (this.#portion.waiting.length > 0 || this.#committed.length > 0) this.#keep();
    else if (this.#log.isTooLong) this.#shorten();
  }

  /** Brings what waits to the disk, by the journal when that can hold it, and acknowledges it then. */
  #keep(): void {
    if (this.#mayWait()) return this.#linger();
    if (this.#keepByJournal()) return;
    try {
      this.#commit();
    } catch (error) {
      this.#giveUp(error);
    }
    const batch = this.#committed.splice(0);
    if (!this.#owesSync) return;
    this.#owesSync = false;
    this.#isDue = false;
    // Nothing enters the journal while the log is synced: what it holds is then in the database.
    const isWhole = this.#portion.acknowledged === 0;
    this.#sync(batch, this.#log.sync(weightOf(batch)), () => {
      if (isWhole) this.#clearJournal();
    });
  }

  /** Where nobody waits but those who can, a commit that brings more of them writes the pages that they share once. */
  #mayWait(): boolean {
    const { waiting } = this.#portion;
    if (this.#isDue || this.#committed.length > 0 || this.#log.isTooLong) return false;
    return waiting.length > 0 && waiting.length < PATIENT && waiting.every(({ isPatient }) => isPatient);
  }

  /** False when it takes a commit. */
  #keepByJournal(): boolean {
    const { waiting, acknowledged, nextNumber } = this.#portion;
    if (this.#isDue || this.#committed.length > 0) return false;
    if (waiting.some(({ done }) => done?.trace === 'database')) return false;
    const redos = redosOf(waiting);
    if (acknowledged + redos.length > PORTION) return false;
    const synced = redos.length === 0 ? Promise.resolve() : this.#journal.append(redos, nextNumber);
    if (!synced) return false;
    this.#sync(this.#portion.acknowledge(redos), synced, () => this.#linger());
    return true;
  }

  #sync(batch: Job[], synced: Promise<void>, then: () => void): void {
    this.#isSyncing = true;
    synced.then(
      () => this.#acknowledge(batch, then),
      (error: unknown) => this.#lose(batch, error),
    );
  }

  #acknowledge(batch: Job[], then: () => void): void {
    this.#isSyncing = false;
    try {
      then();
    } catch (error) {
      return this.#lose(batch, error);
    }
    for (const job of batch) answer(job);
    this.#goOn();
  }

  #commit(): void {
    this.#committed.push(...this.#portion.commit());
    this.#owesSync = true;
    this.#follow();
  }

  #clearJournal(): void {
    if (this.#mustWipe) this.#journal.wipe();
    else this.#journal.beginAgain();
    this.#mustWipe = false;
  }

  /** What the journal alone holds is not left there for long, and nobody waits for long. */
  #linger(): void {
    if (!this.#isHeld) return;
    const doesSomebodyWait = this.#portion.waiting.length > 0;
    this.#lingering ??= setTimeout(
      () => {
        this.#lingering = undefined;
        this.#isDue = this.#isHeld;
        if (this.#isDue && !this.#isSyncing && !this.#lost) this.#keep();
      },
      doesSomebodyWait ? PATIENCE_MS : LINGER_MS,
    );
    // A process need not stay for what the journal keeps.
    if (doesSomebodyWait) this.#lingering.ref();
    else this.#lingering.unref();
  }

  get #isHeld(): boolean {
    return this.#portion.acknowledged > 0 || this.#owesSync || this.#portion.waiting.length > 0;
  }

  /** The log begins again at its start only when all of it is in the database, and so only when for a moment nothing is added. */
  #shorten(): void {
    if (this.#portion.acknowledged > 0 || this.#portion.waiting.length > 0) {
      this.#isDue = true;
      this.#keep();
      if (this.#isSyncing) return;
      // There was no room for the commit: what the log gives back may be just that.
    }
    void this.#rest();
  }

  async #rest(): Promise<void> {
    this.#isResting = true;
    await this.#log.shorten();
    this.#isResting = false;
    this.#schedule();
  }

  #giveUp(error: unknown): void {
    for (const job of this.#portion.giveUp()) refuse(job, error);
    this.#linger();
  }

  /** After a failed fsync nobody knows what the disk has, and a second one that succeeds proves nothing: only a restart does. */
  #lose(batch: Job[], error: unknown): void {
    this.#lost = new StorageUnavailable('The disk does not keep what is written: check it, then restart.', {
      cause: error,
    });
    process.emitWarning(this.#lost);
    const waiting = this.#portion.giveUp();
    for (const job of [...batch, ...waiting, ...this.#committed.splice(0), ...this.#queue.splice(0)]) {
      job.reject(this.#lost);
    }
  }
}

/** One that is patient writes about as much as thirty others. */
function weightOf(batch: Job[]): number {
  return batch.reduce((sum, { isPatient }) => sum + (isPatient ? 30 : 1), 0);
}

function answer(job: Job): void {
  if (job.done) job.resolve(job.done.outcome);
  else job.reject(job.failure);
}

function refuse(job: Job, error: unknown): void {
  job.reject(new StorageUnavailable('The commit failed.', { cause: error }));
}
