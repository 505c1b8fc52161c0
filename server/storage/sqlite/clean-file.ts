import { setTimeout as wait } from 'node:timers/promises';
import { Sqlite } from './driver.ts';

const TRIES = 250;
const PAUSE_MS = 20;

/**
 * Brings what was deleted out of the write-ahead log as well: `secure_delete` overwrites it in the file, but the log keeps the pages as they
 * were until it is cut. Whoever reads or writes holds that up for a moment, so it is tried until nobody does; false when that never was.
 */
export async function cleanFile(file: string): Promise<boolean> {
  // A connection of its own: the writer's may be in the middle of a transaction.
  const db = new Sqlite(file, { fileMustExist: true });
  try {
    // Waiting inside SQLite would stop the event loop, and with it whoever is waited for.
    db.pragma('busy_timeout = 0');
    for (let tries = 0; tries < TRIES; tries++) {
      const [{ busy }] = db.pragma('wal_checkpoint(truncate)') as [{ busy: number }];
      if (busy === 0) return true;
      await wait(PAUSE_MS);
    }
    return false;
  } finally {
    db.close();
  }
}
