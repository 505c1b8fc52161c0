import type { Database } from 'better-sqlite3';

/** Something that always holds of a sound database, and how to make it hold again. */
export interface Check {
  what: string;
  /** One text for each place where it does not hold. */
  find: (db: Database) => string[];
  /** Absent: only a backup helps. */
  repair?: (db: Database) => void;
}
