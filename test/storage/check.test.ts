import {
  copyFileSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCheck } from '../../server/cli/run-check.ts';
import { runCommand } from '../../server/cli/run-command.ts';
import { checkStorage, openStorage } from '../../server/storage/open-storage.ts';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';
import { DatabaseInUse } from '../../server/storage/sqlite/file-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
const sound = join(folder, 'sound.db');
let copies = 0;

beforeAll(async () => {
  const { survey_id } = await runCommand(sound, 'init', {});
  await runCommand(sound, 'seed', {});
  await runCommand(sound, 'survey_change', {
    id: survey_id,
    definition: { targeting: { quota: { responses: 100_000 } } },
  });
  const db = new Sqlite(sound);
  db.pragma('wal_checkpoint(truncate)');
  db.close();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy of the sound database in which something was changed behind its back. */
function damagedBy(sql: string): string {
  const file = join(folder, `${++copies}.db`);
  copyFileSync(sound, file);
  const db = new Sqlite(file);
  db.pragma('foreign_keys = off');
  db.exec(sql);
  db.pragma('wal_checkpoint(truncate)');
  db.close();
  return file;
}

const told = (file: string, repair: boolean) =>
  checkStorage(file, { repair }).findings.map(({ what, repaired }) => `${repaired ? 'repaired' : 'wrong'}: ${what}`);

const PERSON = `(select respondent_id from response where respondent_id is not null order by respondent_id limit 1)`;

describe('a check', () => {
  it('finds nothing in a sound database, and changes nothing', () => {
    const file = damagedBy('');
    const before = readFileSync(file);
    expect(checkStorage(file, { repair: false })).toEqual({ ok: true, findings: [] });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(checkStorage(file, { repair: true })).toEqual({ ok: true, findings: [] });
  });

  it.each([
    ['quotas count other answers than there are', 'update survey_quota set answers = answers + 1'],
    [
      'the search does not have the words of the comments',
      `drop trigger comment_changed; update response set comment_id = comment_id + 100000 where comment_id is not null;
       update comment_fts_progress set indexed_up_to = 200000`,
    ],
    [
      'the search does not have the words of the comments',
      `insert into comment_fts (comment_fts) values ('delete-all'); update comment_fts_progress set indexed_up_to = 100000`,
    ],
    [
      'comments have no number, or a number has no comment',
      `update response set comment_id = null where comment_id = (select max(comment_id) from response)`,
    ],
    [
      'displays do not know of their answers',
      `update display set outcome = 0 where display_id in (select display_id from response limit 3)`,
    ],
    ['people would be asked too soon', `delete from asking_memory where respondent_id = ${PERSON}`],
    [
      'people would be asked too soon',
      `update asking_memory
       set memory = json_set(memory, '$."1"[3]', null)
       where respondent_id = ${PERSON}`,
    ],
  ])('finds and repairs that %s', (what, damage) => {
    const file = damagedBy(damage);
    expect(told(file, false)).toContain(`wrong: ${what}`);
    expect(told(file, true)).toContain(`repaired: ${what}`);
    expect(told(file, false)).toEqual([]);
  });

  it('finds the words of a comment that are not its own, where it may write', () => {
    const file = damagedBy(
      `drop trigger comment_changed; update response set comment = 'unmistakable' where comment_id = (select min(comment_id) from response)`,
    );
    expect(told(file, true)).toEqual(['repaired: the search does not have the words of the comments']);
    const db = new Sqlite(file);
    expect(db.prepare(`select count(*) from comment_fts where comment_fts match 'unmistakable'`).pluck().get()).toBe(1);
    db.close();
  });

  it('finds two answers to one display, and leaves them', () => {
    const file = damagedBy(
      `update response
       set display_id = (select max(display_id) from response)
       where display_id = (select min(display_id) from response)`,
    );
    expect(told(file, false)).toContain('wrong: displays have more than one answer');
    expect(told(file, true)).toContain('wrong: displays have more than one answer');
  });

  it('finds rows without those they refer to, and leaves them', () => {
    const file = damagedBy(`delete from respondent where respondent_id = ${PERSON}`);
    expect(told(file, false)).toContain('wrong: rows refer to rows that are not there');
    expect(told(file, true)).toContain('wrong: rows refer to rows that are not there');
  });

  it('finds pages that were overwritten', () => {
    const file = damagedBy('');
    const descriptor = openSync(file, 'r+');
    const { size } = statSync(file);
    for (let at = 40 * 4_096; at < size; at += 4_096) writeSync(descriptor, Buffer.alloc(2_048, 0xa5), 0, 2_048, at);
    closeSync(descriptor);
    expect(told(file, false)).toEqual(['wrong: the file is damaged']);
    expect(checkStorage(file, { repair: true }).ok).toBe(false);
    writeFileSync(file, 'this is no database, however long it may be');
    expect(told(file, false)).toEqual(['wrong: the file is damaged']);
  });

  it('works beside a server, which a repair does not', async () => {
    const file = damagedBy('update survey_quota set answers = 7');
    const storage = openStorage(file);
    try {
      expect(told(file, false)).toEqual(['wrong: quotas count other answers than there are']);
      expect(() => checkStorage(file, { repair: true })).toThrow(DatabaseInUse);
    } finally {
      await storage.close();
    }
  });

  it('ends with 0, or with 1 and what to do', () => {
    const said = vi.spyOn(console, 'log').mockImplementation(() => {});
    expect(runCheck(damagedBy(''), [])).toBe(0);
    expect(said.mock.lastCall).toEqual(['Nothing is wrong.']);
    const file = damagedBy('update survey_quota set answers = 7');
    expect(runCheck(file, [])).toBe(1);
    expect(String(said.mock.lastCall)).toContain('elleve check --repair');
    expect(runCheck(file, ['--repair', '--json'])).toBe(0);
    expect(JSON.parse(String(said.mock.lastCall))).toMatchObject({
      ok: true,
      findings: [{ repaired: true, count: 1 }],
    });
    expect(runCheck(join(folder, 'none.db'), [])).toBe(1);
    said.mockRestore();
  });
});
