import type { CheckReport } from './check-report.ts';
import { checkDatabase, repairDatabase } from './sqlite/check/check-database.ts';
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
