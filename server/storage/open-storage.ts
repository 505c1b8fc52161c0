import type { CheckReport } from './check-report.ts';
import { backUpDatabase } from './sqlite/backup.ts';
import { checkDatabase, repairDatabase } from './sqlite/check/check-database.ts';
import { RedoJournal } from './sqlite/redo/redo-journal.ts';
import { openSqliteStorage } from './sqlite/sqlite-storage.ts';
import type { Storage } from './storage.ts';

// The only place that knows which engines there are. `database` is a file's path.

export function openStorage(database: string): Storage {
  return openSqliteStorage(database);
}

/** Looks whether all that must hold of the store holds; `repair` makes anew what can be derived, and needs the store for itself. */
export function checkStorage(database: string, { repair }: { repair: boolean }): CheckReport {
  return repair ? repairDatabase(database) : checkDatabase(database);
}

/** Has the store itself hold what a process that was killed had acknowledged; where nothing is left of one, it is not touched. */
export async function recoverStorage(database: string): Promise<void> {
  if (RedoJournal.isLeftBeside(database)) await openStorage(database).close();
}

/** Writes a copy of the store to a new file, beside whoever works on it; answers its bytes. */
export function backUpStorage(database: string, file: string): number {
  return backUpDatabase(database, file);
}
