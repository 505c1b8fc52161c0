import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';

const TRIES = 50;
const PAUSE_MS = 100;

/**
 * Brings what was deleted out of the write-ahead log as well: `secure_delete` overwrites it in the file, but the log keeps the pages as they
 * were until it is cut. A reader that is at work holds it up for a while; false when it did so to the end.
 */
export async function cleanFile(writer: Database): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) {
    const [{ busy }] = writer.pragma('wal_checkpoint(truncate)') as [{ busy: number }];
    if (busy === 0) return true;
    await wait(PAUSE_MS);
  }
  return false;
}
