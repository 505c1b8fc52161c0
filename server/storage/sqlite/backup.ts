import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Sqlite } from './driver.ts';
import { openReader } from './open-database.ts';

/**
 * Writes all that is committed at this moment to a new file, beside a server that runs: as one file that needs no other, without what was
 * erased and the space that it leaves. Answers its bytes. Throws when the copy is not whole; then nothing is left of it.
 */
export function backUpDatabase(file: string, copy: string): number {
  const part = `${copy}.part`;
  // It will hold what people said: nobody else may read it, not for a moment. Fails where something of that name is there.
  closeSync(openSync(part, 'wx', 0o600));
  try {
    const db = openReader(file);
    try {
      // In one read, which no writer waits for and no write changes.
      db.prepare('vacuum into ?').run(part);
    } finally {
      db.close();
    }
    insistIsWhole(part);
    sync(part);
    renameSync(part, copy);
    sync(dirname(copy));
    return statSync(copy).size;
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

function insistIsWhole(copy: string): void {
  const db = new Sqlite(copy, { readonly: true });
  try {
    const found = db.pragma('quick_check', { simple: true });
    if (found !== 'ok') throw new Error(`The copy is damaged: ${String(found)}`);
  } finally {
    db.close();
  }
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
