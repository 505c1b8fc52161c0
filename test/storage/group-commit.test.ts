import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openWriter } from '../../server/storage/sqlite/open-database.ts';
import { WriteAheadLog } from '../../server/storage/sqlite/write-ahead-log.ts';
import { commitsOn } from './commits.ts';

/** A log whose length the test decides, until it is shortened. */
class LongLog extends WriteAheadLog {
  isLong = false;
  shortened = 0;

  override get isTooLong(): boolean {
    return this.isLong;
  }

  override async shorten(): Promise<void> {
    await super.shorten();
    this.shortened += 1;
    this.isLong = false;
  }
}

function commitsTo(name: string) {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
  const file = join(folder, name);
  const db = openWriter(file);
  const log = new LongLog(file);
  const commits = commitsOn(file, db, { log });
  onTestFinished(async () => {
    await commits.finish();
    await log.close();
    db.close();
    rmSync(folder, { recursive: true });
  });
  return { commits, log };
}

it('goes on when the log is found too long while nothing is being written', { timeout: 10_000 }, async () => {
  const { commits, log } = commitsTo('quiet.db');
  await commits.run(() => 1);
  log.isLong = true;
  expect(await commits.run(() => 2)).toBe(2);
  expect(log.shortened).toBe(1);
});

it('goes on when the log is found too long while it is synced, and more waits', { timeout: 10_000 }, async () => {
  const { commits, log } = commitsTo('busy.db');
  const first = commits.run(() => 1);
  await new Promise(setImmediate);
  log.isLong = true;
  expect(await Promise.all([first, commits.run(() => 2), commits.run(() => 3)])).toEqual([1, 2, 3]);
  expect(log.shortened).toBe(1);
});
