import { parentPort, workerData } from 'node:worker_threads';
import { FileRefusal } from './file-refusal.ts';
import { LinePacker, type PackedLines } from './packed-lines.ts';
import type { ImportSetting } from './read-row.ts';
import { readLines, type ImportFormat, type ReadLine } from './read-lines.ts';

// A thread that reads the lines of a file: to read one takes as long as half of storing it, which the event loop has better use for.

export interface ThreadTask {
  setting: ImportSetting;
  format: ImportFormat;
}
/** The next bytes of the file, or its end. */
export type ThreadRequest = Uint8Array | 'end';
/** One for each request: what could be read by then, or why nothing more can be. */
export type ThreadAnswer = PackedLines | { failure: string; isOfFile: boolean };

const port = parentPort!;
const { setting, format } = workerData as ThreadTask;
const packer = new LinePacker();
const requests: ThreadRequest[] = [];
let wake: () => void = () => undefined;
let read: ReadLine[] = [];

port.on('message', (request: ThreadRequest) => {
  requests.push(request);
  wake();
});

/** The text of the file. Whoever takes the next part of it has read what was given before. */
async function* text(): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let isFirst = true; ; isFirst = false) {
    if (!isFirst) tell();
    while (requests.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    const request = requests.shift()!;
    yield request === 'end' ? decoder.decode() : decoder.decode(request, { stream: true });
    if (request === 'end') return;
  }
}

function tell(): void {
  const packed = packer.pack(read);
  read = [];
  port.postMessage(packed satisfies ThreadAnswer, [packed.numbers.buffer, packed.keys.buffer]);
}

/** Whatever goes wrong is an answer: what a thread throws loses its words on the way. */
function failureOf(error: unknown): ThreadAnswer {
  if (error instanceof FileRefusal) return { failure: error.message, isOfFile: true };
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') return { failure: message, isOfFile: false };
  return { failure: 'The file is not UTF-8. What came before the first such byte was imported.', isOfFile: true };
}

try {
  for await (const lines of readLines(setting, format, text())) read = read.concat(lines);
  tell();
} catch (error) {
  port.postMessage(failureOf(error), []);
}
port.close();
