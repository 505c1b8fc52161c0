import { openSqliteStorage } from './sqlite/sqlite-storage.ts';
import type { Storage } from './storage.ts';

/** The only place that knows which engines there are. `database` is a file's path. */
export function openStorage(database: string): Storage {
  return openSqliteStorage(database);
}
