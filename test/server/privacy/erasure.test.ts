import { committed } from '../../committed.ts';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountErase, personErase, personExportCommand } from '../../../server/cli/commands/people.ts';
import { openStorage } from '../../../server/storage/open-storage.ts';
import { Sqlite } from '../../../server/storage/sqlite/driver.ts';
import { openWriter } from '../../../server/storage/sqlite/open-database.ts';
import { eraseWrites } from '../../../server/storage/sqlite/writes/erase.ts';
import { startElleve, type Elleve } from '../harness.ts';
import { respond, show } from '../page.ts';
import { call, read } from '../team.ts';

let elleve: Elleve;
beforeEach(async () => {
  elleve = await startElleve();
});
afterEach(() => elleve.close());

/** Nowhere else in the database. */
const ADA = 'ada-xq7kz';
const COMMENT = 'Unmistakably wrzlbrnft';
const PLAN = 'plan-vvqqj';
const PATH = '/people/zzqpath';
const COMPANY = 'company-jjqxv';
const ALL_OF_HER = [ADA, 'wrzlbrnft', PLAN, 'zzqpath'];

async function answerOf(person: string, comment: string) {
  const claimed = { account: { id: COMPANY, traits: { plan: PLAN } }, url_path: PATH };
  return respond(elleve, person, { comment, score: 3 }, claimed);
}

/** Whatever stands in the files beside the database, read as bytes. */
function bytes(folder = dirname(elleve.file)): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');
}

const remaining = (texts: string[], folder?: string) => texts.filter((text) => bytes(folder).includes(text));
const erase = (path: string) => call(elleve, 'DELETE', path);

async function others(): Promise<void> {
  for (let i = 0; i < 30; i++) {
    elleve.clock.now += 1_000;
    await respond(
      elleve,
      `person-${i}`,
      { comment: `Comment number ${i}`, score: i % 11 },
      { account: { id: `firm-${i % 4}-${i}`, traits: { plan: 'pro' } } },
    );
  }
}

describe('a person who is erased', () => {
  it('is gone from every row, every number, the search and every byte of the files', async () => {
    await others();
    const before = { metrics: await read(elleve, '/metrics'), stored: elleve.stored() };
    const { id } = await answerOf(ADA, COMMENT);
    await call(elleve, 'POST', `/responses/${id}/exclusion`, { body: { reason: `A test by ${ADA}` } });
    await call(elleve, 'DELETE', `/responses/${id}/exclusion`);
    await call(elleve, 'PUT', `/responses/${id}/tags`, { body: { tags: ['price'] } });
    expect(remaining(ALL_OF_HER)).toEqual(ALL_OF_HER);

    expect(await erase(`/respondents/${ADA}`)).toMatchObject({
      status: 200,
      body: { response_count: 1, display_count: 1, file_clean: true },
    });
    expect(remaining(ALL_OF_HER)).toEqual([]);
    expect((await call(elleve, 'GET', `/responses/${id}`)).status).toBe(404);
    expect(await read(elleve, '/responses?q=wrzlbrnft')).toMatchObject({ data: [] });
    const { account_count: _, ...counted } = before.metrics;
    expect(await read(elleve, '/metrics')).toMatchObject(counted);
    for (const table of ['response', 'display', 'asking_memory', 'respondent', 'response_tag']) {
      expect(elleve.stored()[table], table).toEqual(before.stored[table]);
    }
    expect(elleve.logLines.join('')).not.toContain(ADA);
  });

  it('is unknown afterwards, and may come back as somebody new', async () => {
    await answerOf(ADA, COMMENT);
    expect((await erase(`/respondents/${ADA}`)).status).toBe(200);
    expect(await erase(`/respondents/${ADA}`)).toMatchObject({ status: 404, body: { code: 'unknown_respondent' } });
    await answerOf(ADA, 'Here again');
    expect(await read(elleve, '/metrics')).toMatchObject({ response_count: 1 });
  });

  it('takes an open display along, whose late answer finds nothing', async () => {
    const display = await show(elleve, ADA);
    expect((await erase(`/respondents/${ADA}`)).body).toMatchObject({ response_count: 0, display_count: 1 });
    const late = await elleve.app.inject({
      method: 'POST',
      url: `/c/${elleve.public_key}/responses`,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({
        id: elleve.newId(),
        display_id: display.id,
        write_token: display.write_token,
        score: 9,
      }),
    });
    expect(late.json()).toMatchObject({ code: 'bad_write_token' });
  });

  it('stands in the audit without a name', async () => {
    await answerOf(ADA, COMMENT);
    await erase(`/respondents/${ADA}`);
    expect(await read(elleve, '/audit')).toMatchObject({
      data: [{ action: 'respondent_erased', subject: expect.stringMatching(/^[0-9a-f]{16}$/), details: {} }],
    });
  });

  it('leaves bytes behind where deleting does not overwrite: the search above would notice', async () => {
    await answerOf(ADA, COMMENT);
    const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
    committed(elleve.storage);
    const db = new Sqlite(elleve.file);
    db.exec(`vacuum into '${join(folder, 'copy.db')}'`);
    db.close();
    const careless = openWriter(join(folder, 'copy.db'));
    careless.pragma('secure_delete = off');
    const outcome = eraseWrites(careless).eraseRespondent(
      { project_id: 1, id: ADA, actor: 'test', now: 0 },
      Buffer.alloc(32),
    );
    expect(outcome).toEqual({ response_count: 1, display_count: 1 });
    careless.pragma('wal_checkpoint(truncate)');
    careless.close();
    expect(remaining(ALL_OF_HER, folder)).not.toEqual([]);
    rmSync(folder, { recursive: true });
  });
});

describe('a company that is erased', () => {
  it('takes along what was said on its behalf, and the people who spoke for no other', async () => {
    await answerOf(ADA, COMMENT);
    await respond(elleve, 'consultant', { comment: 'Elsewhere' }, { account: { id: 'firm-2' } });
    elleve.clock.now += 100 * 24 * 60 * 60 * 1000;
    await answerOf('consultant', 'For them wrzlbrnft');
    expect(await erase(`/accounts/${COMPANY}`)).toMatchObject({
      status: 200,
      body: { response_count: 2, display_count: 2 },
    });
    expect(remaining([...ALL_OF_HER, COMPANY])).toEqual([]);
    expect(await read(elleve, '/responses')).toMatchObject({
      data: [{ respondent_id: 'consultant', account_id: 'firm-2' }],
    });
    expect(await erase(`/accounts/${COMPANY}`)).toMatchObject({ status: 404, body: { code: 'unknown_account' } });
  });
});

describe('the journal beside the database', () => {
  it('erases again who comes back with a backup, and nobody who came later', async () => {
    await answerOf(ADA, COMMENT);
    await respond(elleve, 'bea', { comment: 'Stays' }, { account: { id: 'firm-1' } });
    const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
    const backup = join(folder, 'elleve.db');
    committed(elleve.storage);
    const db = new Sqlite(elleve.file);
    db.exec(`vacuum into '${backup}'`);
    db.close();
    await erase(`/respondents/${ADA}`);
    await erase('/respondents/nobody-yet');
    copyFileSync(`${elleve.file}.erasures`, `${backup}.erasures`);
    expect(remaining(ALL_OF_HER, folder)).toEqual(ALL_OF_HER);

    const restored = openStorage(backup);
    expect(await restored.findPerson(1, ADA)).toBeUndefined();
    expect(await restored.findPerson(1, 'bea')).toMatchObject({ responses: [{ comment: 'Stays' }] });
    await restored.close();
    expect(remaining(ALL_OF_HER, folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('holds hashes only', async () => {
    await answerOf(ADA, COMMENT);
    await erase(`/respondents/${ADA}`);
    const journal = readFileSync(`${elleve.file}.erasures`, 'utf8');
    expect(journal).toMatch(
      /^\{"project":"prj_[0-9A-Za-z]{16}","of":"respondent","id_hash":"[0-9a-f]{64}","at":\d+\}\n$/,
    );
  });

  it('does not strike again a person who came back after the erasure', async () => {
    await answerOf(ADA, COMMENT);
    await erase(`/respondents/${ADA}`);
    elleve.clock.now += 1_000;
    await answerOf(ADA, 'Here again');
    await elleve.app.close();
    await elleve.storage.close();
    const again = openStorage(elleve.file);
    expect(await again.findPerson(1, ADA)).toMatchObject({ responses: [{ comment: 'Here again' }] });
    await again.close();
    elleve = await startElleve();
  });
});

describe('what is known of a person', () => {
  it('is told whole, and to nobody without the scope', async () => {
    await answerOf(ADA, COMMENT);
    const { status, body } = await call(elleve, 'GET', `/respondents/${ADA}/export`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      respondent_id: ADA,
      displays: [
        { account_id: COMPANY, url_path: PATH, outcome: 'answered', traits: { plan: PLAN }, identity: 'claimed' },
      ],
      responses: [{ respondent_id: ADA, comment: COMMENT, score: 3, traits: { plan: PLAN } }],
    });
    expect(
      (await call(elleve, 'GET', `/respondents/${ADA}/export`, { key: await elleve.newKey('admin') })).status,
    ).toBe(403);
    expect((await call(elleve, 'GET', '/respondents/nobody/export')).body).toMatchObject({
      code: 'unknown_respondent',
    });
  });

  it('reaches ids with everything that an id may hold', async () => {
    const id = 'ü/ä?#%25 &=+…/..' + '漢'.repeat(100);
    await answerOf(id, 'x');
    expect((await call(elleve, 'GET', `/respondents/${encodeURIComponent(id)}/export`)).body).toMatchObject({
      respondent_id: id,
    });
    expect((await erase(`/respondents/${encodeURIComponent(id)}`)).status).toBe(200);
  });

  it('is shown and erased from the command line', async () => {
    await answerOf(ADA, COMMENT);
    await respond(elleve, 'bea', {}, { account: { id: 'firm-1' } });
    const context = { storage: elleve.storage, now: () => elleve.clock.now };
    expect(await personExportCommand(context, { id: ADA })).toMatchObject({ responses: [{ comment: COMMENT }] });
    expect(await personErase(context, { id: ADA })).toEqual({ response_count: 1, display_count: 1, file_clean: true });
    expect(await accountErase(context, { id: 'firm-1' })).toMatchObject({ response_count: 1 });
    await expect(personErase(context, { id: ADA })).rejects.toThrow('--id names nobody whom this project knows.');
    await expect(personExportCommand(context, {})).rejects.toThrow('--id is missing');
  });
});
