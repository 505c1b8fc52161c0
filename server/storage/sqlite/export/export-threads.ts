import { Worker } from 'node:worker_threads';
import { packageFile } from '../../../package-root.ts';
import type { ThreadAnswer, ThreadRequest } from './export-thread.ts';
import type { Lines } from './line-writer.ts';

/** The event loop and a reader need some of two processors as well: a third thread would gain nothing there. */
const THREADS = 2;
/** Texts die young: two threads that might let more of them pile up took 25 MB more and were no faster. */
const LIMITS = { maxYoungGenerationSizeMb: 2 };

/** Threads that write lines, each with a connection of its own. They are there while anybody exports. */
export class ExportThreads {
  readonly #file: string;
  #threads: ExportThread[] = [];
  #exports = 0;

  constructor(file: string) {
    this.#file = file;
  }

  begin(): void {
    this.#exports++;
    while (this.#threads.length < THREADS) this.#threads.push(new ExportThread(this.#file));
  }

  async write(lines: Lines): Promise<string> {
    return this.#threads.reduce((one, other) => (other.waiting < one.waiting ? other : one)).write(lines);
  }

  /** Resolves when nobody exports, or when those threads are gone that nobody needs any more. */
  async end(): Promise<void> {
    this.#exports--;
    if (this.#exports === 0) await this.close();
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.splice(0).map((thread) => thread.end()));
  }
}

interface Asked {
  resolve: (text: string) => void;
  reject: (reason: unknown) => void;
}

class ExportThread {
  readonly #worker: Worker;
  readonly #gone: Promise<void>;
  /** The first of them is under way. */
  readonly #asked: Asked[] = [];
  #hasEnded = false;

  constructor(file: string) {
    this.#worker = new Worker(packageFile('dist/export-thread.js'), { workerData: { file }, resourceLimits: LIMITS });
    this.#worker.on('message', (answer: ThreadAnswer) => {
      const asked = this.#asked.shift()!;
      if (typeof answer === 'string') asked.resolve(answer);
      else asked.reject(new Error(answer.message));
    });
    this.#worker.on('error', (error) => this.#fail(error));
    this.#gone = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        this.#hasEnded = true;
        this.#fail(new Error('The thread of an export has ended.'));
        resolve();
      });
    });
  }

  /** One that has ended is the last to be asked. */
  get waiting(): number {
    return this.#hasEnded ? Infinity : this.#asked.length;
  }

  write(lines: Lines): Promise<string> {
    if (this.#hasEnded) return Promise.reject(new Error('No thread is left for the export.'));
    return new Promise((resolve, reject) => {
      this.#asked.push({ resolve, reject });
      this.#ask(lines);
    });
  }

  async end(): Promise<void> {
    this.#ask('end');
    await this.#gone;
  }

  #ask(request: ThreadRequest): void {
    this.#worker.postMessage(request, []);
  }

  #fail(reason: unknown): void {
    for (const { reject } of this.#asked.splice(0)) reject(reason);
  }
}
