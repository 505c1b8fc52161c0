import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { seededRandom } from '../../server/domain/seeded-random.ts';
import { openStorage } from '../../server/storage/open-storage.ts';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';
import { openWriter } from '../../server/storage/sqlite/open-database.ts';
import type { Redo } from '../../server/storage/sqlite/redo/redo.ts';
import { RedoJournal } from '../../server/storage/sqlite/redo/redo-journal.ts';
import { redoIdentity } from '../../server/storage/sqlite/redo/take-in.ts';
import type { DisplayRequest, Storage } from '../../server/storage/storage.ts';
import { SEED } from '../seed.ts';
import { commitsOn } from './commits.ts';
import { answerTo, claimOf, makeTenant, newId, NOW, responseIds, type Tenant } from './operations.ts';

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const PARTS = ['', '-wal', '-redo'];

/** What a crash of the process at this moment leaves, or, with the log of an earlier moment, a power cut. */
function crash(file: string, { log = `${file}-wal`, without }: { log?: string; without?: string } = {}): string {
  const copy = join(freshFolder(), 'elleve.db');
  for (const part of PARTS) {
    const from = part === '-wal' ? log : file + part;
    if (part !== without && existsSync(from)) copyFileSync(from, copy + part);
  }
  return copy;
}

/** Every row that answers and displays leave. */
function contents(file: string): unknown {
  const db = new Sqlite(file, { readonly: true });
  const tables = ['respondent', 'account', 'trait_set', 'label', 'display', 'response', 'asking_memory', 'opt_out'];
  const rows = tables.map((table) => db.prepare(`select * from ${table}`).all());
  db.close();
  return rows;
}

interface Opened {
  file: string;
  storage: Storage;
  /** At the latest when the test ends. */
  close: () => Promise<void>;
}

function opened(file: string): Opened {
  const storage = openStorage(file);
  let closing: Promise<void> | undefined;
  const close = async () => (closing ??= storage.close());
  onTestFinished(close);
  return { file, storage, close };
}

async function openTenant(): Promise<Opened & { tenant: Tenant }> {
  const made = opened(join(freshFolder(), 'elleve.db'));
  return { ...made, tenant: await makeTenant(made.storage) };
}

/** A day of pages: claims, answers, second thoughts, dismissals, retries. */
async function pages({ storage, tenant }: { storage: Storage; tenant: Tenant }, seed: number): Promise<void> {
  const random = seededRandom(seed);
  const claims: DisplayRequest[] = [];
  for (let i = 0; i < 60; i++) {
    const claim = claimOf(tenant, `person ${random.integer(0, 40)}`, {
      account: random.pick([undefined, 'acme', 'globex']),
      traits: random.pick([{}, { plan: 'pro' }]),
      locale: random.pick([undefined, 'da']),
      touchpoint: random.pick([undefined, 'invoice_paid']),
      device_id: random.chance(0.1) ? newId() : undefined,
      now: NOW + i,
    });
    if ((await storage.claimDisplay(claim)).outcome === 'shown') claims.push(claim);
    const shown = random.pick(claims);
    if (random.chance(0.3)) {
      const reason = random.pick(['closed', 'not_drawn'] as const);
      await storage.dismissDisplay({
        project_id: tenant.project.id,
        display_id: shown.display_id,
        reason,
        never_again: random.chance(0.2),
        now: NOW + i,
      });
      continue;
    }
    const answer = answerTo(shown, {
      score: random.integer(0, 10),
      comment: random.pick([null, 'Så godt!']),
      responded_at: NOW + i,
      received_at: NOW + i,
    });
    await storage.recordResponse(answer);
    await storage.recordResponse(answer);
    const edit = { project_id: tenant.project.id, response_id: answer.response_id, now: NOW + i };
    if (random.chance(0.3)) {
      await storage.changeResponse({
        ...edit,
        score: 0,
        comment: random.pick([null, undefined, 'Bedre']),
        contact_ok: true,
      });
    }
  }
}

describe('what the journal holds', () => {
  it.each([1, 2, 3].map((more) => SEED + more))(
    'is in the database after a crash, as it was (seed %i)',
    async (seed) => {
      const made = await openTenant();
      await pages(made, seed);
      const left = crash(made.file);
      await opened(left).close();
      await made.close();
      expect(contents(left)).toEqual(contents(made.file));
    },
  );

  it('is what a crash without it loses', async () => {
    const { file, storage, tenant } = await openTenant();
    await Promise.all(['ada', 'bea'].map((person) => storage.claimDisplay(claimOf(tenant, person))));
    const left = crash(file, { without: '-redo' });
    const { storage: bare } = opened(left);
    expect(await bare.nameRespondents(tenant.project.id, [1, 2])).toEqual([null, null]);
  });

  it('is carried out once, however often a start is broken off', async () => {
    const { file, storage, tenant } = await openTenant();
    const claim = claimOf(tenant, 'ada');
    await storage.claimDisplay(claim);
    await storage.recordResponse(answerTo(claim));
    const left = crash(file);
    const redo = readFileSync(`${left}-redo`);
    for (let start = 0; start < 3; start++) {
      const again = openStorage(left);
      expect(await responseIds(again, tenant)).toHaveLength(1);
      await again.close();
      // As if the file could not be taken away.
      writeFileSync(`${left}-redo`, redo);
    }
  });

  it('outlives a power cut that takes what was committed and not synced', async () => {
    const { file, storage, tenant } = await openTenant();
    const log = join(freshFolder(), 'log');
    copyFileSync(`${file}-wal`, log);
    const claims = ['ada', 'bea', 'cleo'].map((person) => claimOf(tenant, person));
    for (const claim of claims) {
      await storage.claimDisplay(claim);
      await storage.recordResponse(answerTo(claim));
      // A reader has what is acknowledged committed, and nobody syncs the log for it.
      expect((await responseIds(storage, tenant)).length).toBeGreaterThan(0);
    }
    const { storage: restarted } = opened(crash(file, { log }));
    expect(await responseIds(restarted, tenant)).toHaveLength(3);
  });

  it('ends where the disk did not finish, and what is before that is kept', async () => {
    const { file, storage, tenant } = await openTenant();
    const claim = claimOf(tenant, 'ada');
    await storage.claimDisplay(claim);
    await storage.recordResponse(answerTo(claim));
    const left = crash(file);
    const journal = readFileSync(`${left}-redo`);
    const second = 28 + journal.readUInt32LE(4);
    // The comment's place in the second frame: a byte that never reached the disk.
    journal[second + 60]! ^= 0xff;
    writeFileSync(`${left}-redo`, journal);
    const { storage: again } = opened(left);
    expect(await again.nameRespondents(tenant.project.id, [1])).toEqual(['ada']);
    expect(await responseIds(again, tenant)).toEqual([]);
  });

  it('is left to commits where the disk has no room for it', async () => {
    const { file, storage, tenant } = await openTenant();
    symlinkSync('/dev/full', `${file}-redo`);
    const claim = claimOf(tenant, 'ada');
    await storage.claimDisplay(claim);
    expect(await storage.recordResponse(answerTo(claim))).toBe('created');
    const { storage: again } = opened(crash(file, { without: '-redo' }));
    expect(await responseIds(again, tenant)).toHaveLength(1);
  });

  it('is kept, and named, when it cannot be taken in', async () => {
    const { file, storage, tenant } = await openTenant();
    await storage.claimDisplay(claimOf(tenant, 'ada'));
    const left = crash(file);
    const db = new Sqlite(left);
    db.exec(`create trigger no_room before insert on display begin select raise(abort, 'no room'); end`);
    db.close();
    expect(() => openStorage(left)).toThrow(/elleve\.db-redo holds .+ \(no room\)/);
    expect(existsSync(`${left}-redo`)).toBe(true);
  });

  it('is nothing to another database', async () => {
    const [one, other] = [await openTenant(), await openTenant()];
    await one.storage.claimDisplay(claimOf(one.tenant, 'ada'));
    await other.close();
    copyFileSync(`${one.file}-redo`, `${other.file}-redo`);
    const { storage: again } = opened(other.file);
    expect(await again.nameRespondents(other.tenant.project.id, [1])).toEqual([null]);
  });

  it('is gone with the person who is erased, and when the server has stopped', async () => {
    const { file, storage, tenant, close } = await openTenant();
    const claim = claimOf(tenant, 'ada-lovelace');
    await storage.claimDisplay(claim);
    await storage.recordResponse(answerTo(claim, { comment: 'Nobody else says this.' }));
    expect(readFileSync(`${file}-redo`, 'utf8')).toContain('Nobody else says this.');
    await storage.eraseRespondent({ project_id: tenant.project.id, id: 'ada-lovelace', actor: 'test', now: NOW });
    expect(readFileSync(`${file}-redo`, 'utf8')).not.toMatch(/Nobody else|ada-lovelace/);
    await close();
    expect(existsSync(`${file}-redo`)).toBe(false);
  });
});

const note = (text: string): Redo => ['change', { project_id: 1, response_id: text, now: 0 } as never];

function notes() {
  const file = join(freshFolder(), 'elleve.db');
  const db = openWriter(file);
  db.exec('create table note (text text not null unique) strict');
  const insert = db.prepare<[string]>('insert into note values (?)');
  const replay = (redo: Redo) => void insert.run((redo[1] as { response_id: string }).response_id);
  const journal = new RedoJournal(file, redoIdentity(db));
  const commits = commitsOn(file, db, { replay, journal });
  onTestFinished(async () => {
    await commits.finish();
    db.close();
  });
  const write = async (text: string) =>
    commits.runNoted(() => {
      insert.run(text);
      return { outcome: text, trace: note(text) };
    });
  const stored = () => {
    commits.settle();
    return db.prepare<[], string>('select text from note order by text').pluck().all();
  };
  return { db, commits, journal, write, stored };
}

const endingAll = (db: ReturnType<typeof notes>['db']) => () => {
  db.exec(`insert or rollback into note values ('a')`);
  return { outcome: undefined, trace: 'nothing' as const };
};

describe('a portion that is undone', () => {
  it('brings what was acknowledged again', async () => {
    const { db, commits, write, stored } = notes();
    await write('a');
    await write('b');
    await expect(commits.runNoted(endingAll(db))).rejects.toThrow('The commit failed.');
    expect(stored()).toEqual(['a', 'b']);
    await write('c');
    expect(stored()).toEqual(['a', 'b', 'c']);
  });

  it('keeps what was acknowledged while there is no room, and refuses the rest', async () => {
    const { db, commits, journal, write, stored } = notes();
    await write('a');
    const full = db.pragma('page_count', { simple: true }) as number;
    db.pragma(`max_page_count = ${full}`);
    await expect(write('x'.repeat(100_000))).rejects.toThrow();
    expect(stored()).toEqual(['a']);
    db.pragma('max_page_count = 1000000');
    await write('b');
    await commits.finish();
    expect(stored()).toEqual(['a', 'b']);
    expect(commits.isKept).toBe(true);
    journal.remove();
  });

  it('commits more than the journal has room for', async () => {
    const { commits, write, stored } = notes();
    const long = 'x'.repeat(700_000);
    await Promise.all([write(`${long}1`), write(`${long}2`)]);
    await Promise.all([write(`${long}3`), write(`${long}4`)]);
    await commits.finish();
    expect(stored()).toHaveLength(4);
  });
});
