import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { DRIVER } from './driver.ts';

/**
 * Its own connection in its own thread: a checkpoint writes and syncs the database, which would hold up an event loop. In a text,
 * because a worker is given a file that Node can run, and tests run the sources.
 */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const Sqlite = require(workerData.sqlite);
const db = new Sqlite(workerData.database, { fileMustExist: true });
db.pragma('synchronous = full');
parentPort.on('message', (word) => {
  if (word === 'end') {
    db.close();
    return parentPort.close();
  }
  try {
    const [{ log }] = db.pragma('wal_checkpoint(passive)');
    parentPort.postMessage({ pages: log });
  } catch (error) {
    parentPort.postMessage({ pages: 0, message: error.message });
  }
});
`;

export class Checkpoints {
  readonly #database: string;
  #worker: Worker | undefined;

  constructor(database: string) {
    this.#database = database;
  }

  /** Carries the log over while others read and write; resolves with its length in pages. */
  async run(): Promise<number> {
    try {
      this.#worker ??= this.#start();
      this.#worker.postMessage('checkpoint', []);
      const [{ pages, message }] = (await once(this.#worker, 'message')) as [{ pages: number; message?: string }];
      if (message !== undefined) throw new Error(message);
      return pages;
    } catch (error) {
      // The log keeps everything until a later attempt succeeds.
      process.emitWarning(`A checkpoint failed: ${(error as Error).message}`);
      return 0;
    }
  }

  async close(): Promise<void> {
    if (!this.#worker) return;
    this.#worker.postMessage('end', []);
    await once(this.#worker, 'exit');
  }

  #start(): Worker {
    const sqlite = createRequire(import.meta.url).resolve(DRIVER);
    return new Worker(THREAD, { eval: true, workerData: { database: this.#database, sqlite } });
  }
}
