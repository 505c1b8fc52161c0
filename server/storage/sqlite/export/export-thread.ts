import { parentPort, workerData } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import { openReader } from '../open-database.ts';
import { lineWriter, type Lines } from './line-writer.ts';

// A thread that writes lines: to read a row and to write it down takes six microseconds, which the event loop has better use for.

/** What a thread is asked, and what it answers. */
export type ThreadRequest = Lines | 'end';
export type ThreadAnswer = string | { message: string };

const port = parentPort!;
const { file } = workerData as { file: string };
let db: Database | undefined;
let write: ((lines: Lines) => string) | undefined;

port.on('message', (request: ThreadRequest) => {
  if (request !== 'end') return port.postMessage(answerTo(request));
  db?.close();
  port.close();
});

/** An export comes by each page once, and would fill the 16 MB that a connection may keep otherwise. */
function openThreadReader(): Database {
  const reader = openReader(file);
  reader.pragma('cache_size = -4096');
  return reader;
}

/** Whatever goes wrong is an answer: what a thread throws loses its words on the way. */
function answerTo(lines: Lines): ThreadAnswer {
  try {
    db ??= openThreadReader();
    write ??= lineWriter(db);
    return write(lines);
  } catch (error) {
    return { message: (error as Error).message };
  }
}
