import { Worker } from 'node:worker_threads';
import { packageFile } from '../../package-root.ts';
import { FileRefusal } from './file-refusal.ts';
import type { ThreadAnswer, ThreadRequest, ThreadTask } from './import-thread.ts';
import { LineUnpacker, type UnpackedLines } from './packed-lines.ts';

/** Parts of the file that the thread may have before it. */
const AHEAD = 4;

/** What a thread reads of a file, as many lines at a time as the bytes came in. Throws `FileRefusal` where nothing more can be read. */
export async function* readInThread(
  task: ThreadTask,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<UnpackedLines, void, void> {
  const thread = new ReadingThread(task);
  try {
    const reading: Promise<UnpackedLines>[] = [];
    for await (const part of bytes) {
      reading.push(thread.read(part));
      if (reading.length === AHEAD) yield await reading.shift()!;
    }
    reading.push(thread.read('end'));
    for (const lines of reading) yield await lines;
  } finally {
    await thread.end();
  }
}

interface Asked {
  resolve: (lines: UnpackedLines) => void;
  reject: (reason: unknown) => void;
}

class ReadingThread {
  readonly #worker: Worker;
  readonly #unpacker = new LineUnpacker();
  readonly #asked: Asked[] = [];
  #failure: Error | undefined;

  constructor(task: ThreadTask) {
    this.#worker = new Worker(packageFile('dist/import-thread.js'), { workerData: task });
    this.#worker.on('message', (answer: ThreadAnswer) => {
      if ('failure' in answer)
        this.#fail(answer.isOfFile ? new FileRefusal(answer.failure) : new Error(answer.failure));
      else this.#asked.shift()!.resolve(this.#unpacker.unpack(answer));
    });
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('The thread of an import has ended.')));
  }

  read(request: ThreadRequest): Promise<UnpackedLines> {
    const lines = new Promise<UnpackedLines>((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      this.#asked.push({ resolve, reject });
      this.#worker.postMessage(request, []);
    });
    // Its failure is met where it is awaited.
    lines.catch(() => undefined);
    return lines;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(reason: Error): void {
    this.#failure ??= reason;
    for (const { reject } of this.#asked.splice(0)) reject(this.#failure);
  }
}
