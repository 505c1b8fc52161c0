import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
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
  let committed = 0;
  const commits = commitsOn(file, db, { log, follow: () => void committed++ });
  onTestFinished(async () => {
    await commits.finish();
    await log.close();
    db.close();
    rmSync(folder, { recursive: true });
  });
  return { commits, log, committed: () => committed };
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

describe('a patient operation', () => {
  it('shares its commit with others of its kind, thirty-two at the most', async () => {
    const { commits, committed } = commitsTo('patient.db');
    const told: number[] = [];
    for (let i = 0; i < 31; i++) {
      void commits.runPatiently(() => told.push(i));
      await new Promise(setImmediate);
    }
    expect([told.length, committed()]).toEqual([31, 0]);
    expect(await commits.runPatiently(() => told.push(31))).toBe(32);
    expect(committed()).toBe(1);
  });

  it('is committed at once when somebody else waits', async () => {
    const { commits, committed } = commitsTo('hasty.db');
    const patient = commits.runPatiently(() => 1);
    await new Promise(setImmediate);
    expect(await commits.run(() => 2)).toBe(2);
    expect(await patient).toBe(1);
    expect(committed()).toBe(1);
  });

  it('is answered when nobody else comes', async () => {
    const { commits } = commitsTo('alone.db');
    expect(await commits.runPatiently(() => 1)).toBe(1);
  });

  it('is on disk before the log begins again', { timeout: 10_000 }, async () => {
    const { commits, log, committed } = commitsTo('long.db');
    const patient = commits.runPatiently(() => 1);
    await new Promise(setImmediate);
    log.isLong = true;
    expect(await Promise.all([patient, commits.runPatiently(() => 2)])).toEqual([1, 2]);
    expect([log.shortened, committed()]).toEqual([1, 2]);
  });
});
