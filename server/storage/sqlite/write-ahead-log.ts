import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import { Checkpoints } from './checkpoints.ts';

const fsyncInThread = promisify(fdatasync);

/** Some thousand pages. */
const OPERATIONS_BETWEEN_CHECKPOINTS = 1_000;
/** 64 MB at the usual page size. */
const LONGEST_LOG = 16_000;

/**
 * What is committed stands in the log, and is safe when the log is synced: in a thread, so that the event loop goes on meanwhile.
 * Another thread carries the log over into the database.
 */
export class WriteAheadLog {
  readonly #path: string;
  readonly #checkpoints: Checkpoints;
  #descriptor: number | undefined;
  #operations = 0;
  #running: Promise<void> | undefined;
  #length = 0;

  constructor(database: string) {
    this.#path = `${database}-wal`;
    this.#checkpoints = new Checkpoints(database);
  }

  /** Resolves when all that was committed before the call is on disk. */
  async sync(operations: number): Promise<void> {
    this.#descriptor ??= openSync(this.#path, 'r+');
    await fsyncInThread(this.#descriptor);
    this.#operations += operations;
    if (this.#operations >= OPERATIONS_BETWEEN_CHECKPOINTS) this.#running ??= this.#checkpoint();
  }

  /** It was added to faster than it could be carried over. */
  get isTooLong(): boolean {
    return this.#length > LONGEST_LOG;
  }

  /** Carries all of it over; to be called while nothing is added. */
  async shorten(): Promise<void> {
    await this.#running;
    await this.#checkpoint();
    // A reader may hold on to a part: then the log grows until the next attempt.
    this.#length = 0;
  }

  async close(): Promise<void> {
    await this.#running;
    await this.#checkpoints.close();
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
  }

  async #checkpoint(): Promise<void> {
    this.#operations = 0;
    this.#length = await this.#checkpoints.run();
    this.#running = undefined;
  }
}
