import { closeSync, existsSync, fdatasyncSync, openSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import type { Redo } from './redo.ts';
import type { RedoJournal } from './redo-journal.ts';
import { RedoProgress } from './redo-progress.ts';

export function redoIdentity(db: Database): Buffer {
  return new RedoProgress(db).identity;
}

/** Takes what the journal holds beyond the database into it: the process before ended between an acknowledgement and its commit. */
export function takeIn(file: string, db: Database, journal: RedoJournal, replay: (redo: Redo) => void): void {
  const progress = new RedoProgress(db);
  const redos = journal.readFrom(progress.number + 1);
  if (redos.length > 0) {
    try {
      db.transaction(() => {
        for (const redo of redos) replay(redo);
        progress.note(redos.length);
      }).immediate();
    } catch (error) {
      throw new Error(
        `What ${file}-redo holds of acknowledged answers cannot be taken into the database (${(error as Error).message}): mend that, keep the file, and start again.`,
        { cause: error },
      );
    }
  }
  // Commits of the process before may never have been synced either.
  if (existsSync(`${file}-wal`)) sync(`${file}-wal`);
  journal.remove();
}

function sync(file: string): void {
  const descriptor = openSync(file, 'r+');
  fdatasyncSync(descriptor);
  closeSync(descriptor);
}
