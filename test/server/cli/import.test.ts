import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ImportArguments } from '../../../server/cli/commands/import.ts';
import { openControlSocket } from '../../../server/cli/control-socket.ts';
import { runCli } from '../../../server/cli/run-cli.ts';
import { runCommand } from '../../../server/cli/run-command.ts';
import { runImport } from '../../../server/cli/run-import.ts';
import { csvRecord } from '../../../server/domain/export/csv.ts';
import { csvRecords } from '../../../server/domain/import/csv-records.ts';
import { openStorage } from '../../../server/storage/open-storage.ts';
import type { Storage, StoredResponse } from '../../../server/storage/storage.ts';

interface Place {
  database: string;
  survey: string;
  file: (name: string, text: string | Uint8Array) => string;
}

async function place(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const database = join(folder, 'elleve.db');
  const { survey_id } = await runCommand(database, 'init', { time_zone: 'Europe/Copenhagen' });
  return {
    database,
    survey: survey_id,
    file(name, text) {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
  };
}

async function withStorage<T>(
  { database }: Place,
  look: (storage: Storage, project: number) => Promise<T>,
): Promise<T> {
  const storage = openStorage(database);
  try {
    const [project] = await storage.listProjects();
    return await look(storage, project!.id);
  } finally {
    await storage.close();
  }
}

async function stored(where: Place): Promise<StoredResponse[]> {
  return withStorage(where, async (storage, project_id) => {
    const surveys = (await storage.listSurveys(project_id)).map(({ internal_id }) => internal_id);
    const filter = { project_id, surveys, days: {}, traits: [] };
    const { responses } = await storage.listResponses(filter, { order: 'newest' }, 100);
    return responses.toReversed();
  });
}

const HEAD = 'responded_at,score,comment,respondent_id,account_id,locale,contact_ok,trait.plan\n';
const ROWS = [
  '2026-03-01T09:00:00Z,9,"Good, mostly:\n""really""",user-1,acme,da,true,pro',
  '2026-03-02,3,,user-2,acme,,,',
  '2026-03-02,3,,user-2,acme,,,',
  `2026-03-29T00:30:00+01:00,10,'=SUM(A1),user-3,,en-GB,false,free`,
].join('\r\n');

describe('elleve import', () => {
  it('stores dated answers of the channel import, each once', async () => {
    const where = await place();
    const file = where.file('answers.csv', `\uFEFF${HEAD}${ROWS}\n`);
    const report = await runImport(where.database, file, {});
    expect(report).toMatchObject({
      created_count: 4,
      repeated_count: 0,
      refused_count: 0,
      refusals: [],
      dry_run: false,
    });
    expect(await stored(where)).toMatchObject([
      {
        responded_at: Date.UTC(2026, 2, 1, 9),
        score: 9,
        comment: 'Good, mostly:\n"really"',
        respondent_id: 'user-1',
        account_id: 'acme',
        locale: 'da',
        contact_ok: true,
        channel: 'import',
        identity: 'claimed',
        traits: { plan: 'pro' },
      },
      { responded_at: Date.UTC(2026, 2, 2, 11), score: 3, comment: null, contact_ok: null, traits: {} },
      { responded_at: Date.UTC(2026, 2, 2, 11), score: 3, respondent_id: 'user-2' },
      { responded_at: Date.UTC(2026, 2, 28, 23, 30), score: 10, comment: '=SUM(A1)', traits: { plan: 'free' } },
    ]);

    expect(await runImport(where.database, file, {})).toMatchObject({ created_count: 0, repeated_count: 4 });
    expect(await stored(where)).toHaveLength(4);
  });

  it('gives a row the id that it has always given it', async () => {
    const where = await place();
    const row = '2026-03-01T09:00:00.123Z,9,"Å ""b""\u2028",user-1,acme,da,true,pro';
    await runImport(where.database, where.file('a.csv', `${HEAD}${row}\n${row}\n`), {});
    const ids = (await stored(where)).map(({ id }) => id.replaceAll('-', '').slice(12));
    const project = await withStorage(where, async (storage) => (await storage.listProjects())[0]!.public_id);
    const said = {
      survey: 1,
      survey_version: 1,
      score: 9,
      comment: 'Å "b"',
      contact_ok: true,
      respondent: 'user-1',
      account: 'acme',
      traits: { plan: 'pro' },
      locale: 'da',
      touchpoint: null,
      url_path: null,
      responded_at: Date.UTC(2026, 2, 1, 9, 0, 0, 123),
      day: 20_513,
    };
    const digest = createHash('sha256')
      .update(JSON.stringify([project, said]))
      .digest();
    const again = createHash('sha256')
      .update(`1 ${digest.toString('latin1', 0, 12)}`)
      .digest();
    expect(ids.toSorted()).toEqual([digest, again].map(endOfId).toSorted());
  });

  it('is told from an import that makes new ids each time', async () => {
    const where = await place();
    const one = await runImport(where.database, where.file('a.csv', `score,responded_at\n1,2026-03-01\n`), {});
    const other = await runImport(where.database, where.file('b.csv', `score,responded_at\n1,2026-03-02\n`), {});
    expect([one.created_count, other.created_count]).toEqual([1, 1]);
    expect(await stored(where)).toHaveLength(2);
  });

  it('takes semicolons, NDJSON and its own export', async () => {
    const where = await place();
    const table = where.file('a.csv', 'score;responded_at;comment\n7;2026-03-01;"a;b"\n');
    expect(await runImport(where.database, table, {})).toMatchObject({ created_count: 1 });
    const lines = where.file(
      'b.ndjson',
      `{"score":8,"responded_at":"2026-03-02","traits":{"plan":"pro"}}\n\n{"score":2,"responded_at":"2026-03-03"}`,
    );
    expect(await runImport(where.database, lines, {})).toMatchObject({ created_count: 2 });

    vi.stubEnv('ELLEVE_DATABASE', where.database);
    onTestFinished(() => void vi.unstubAllEnvs());
    for (const format of ['csv', 'ndjson']) {
      const exported = where.file(`x.${format}`, '');
      rmSync(exported);
      expect(await runCli(['export', '--format', format, '--output', exported])).toBe(0);
      expect(await runImport(where.database, exported, {})).toMatchObject({ repeated_count: 3, refused_count: 0 });

      const other = await place();
      const moved = other.file(`y.${format}`, readFileSync(exported, 'utf8').replaceAll(where.survey, other.survey));
      expect(await runImport(other.database, moved, {})).toMatchObject({ created_count: 3, refused_count: 0 });
      expect((await stored(other)).map(({ score, comment }) => [score, comment])).toEqual([
        [7, 'a;b'],
        [8, null],
        [2, null],
      ]);
    }
  });

  it('names the line of every row that it refuses, and stores the others', async () => {
    const where = await place();
    const rows = [
      'score,responded_at,comment,id,survey_id,trait.plan,locale',
      '11,2026-03-01,,,,,',
      '5,2026-02-30,,,,,',
      '5,2026-03-01,"two',
      'lines",,,,',
      '5,2026-03-01,,not-an-id,,,',
      '5,2026-03-01,,,srv_0000000000000000,,',
      '5,2999-01-01,,,,,',
      '5,2026-03-01,,,,,english!',
      '5.5,2026-03-01,,,,,',
      ',2026-03-01,,,,,',
      '5,,,,,,',
      '5,2026-03-01,,,,,,one too many',
      `5,2026-03-01,${'x'.repeat(2_001)},,,,`,
      '6,2026-03-04,,,,,',
    ];
    const report = await runImport(where.database, where.file('a.csv', rows.join('\n')), {});
    expect(report).toMatchObject({ created_count: 2, refused_count: 11 });
    expect(report.refusals.map(({ line }) => line)).toEqual([2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    expect((await stored(where)).map(({ comment }) => comment)).toEqual(['two\nlines', null]);

    const json = where.file(
      'b.ndjson',
      `{"score":1,"score":2}\n[]\nnot json\n{"score":true,"responded_at":"2026-03-01"}`,
    );
    const refused = await runImport(where.database, json, {});
    expect(refused.refusals.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '1 is not valid JSON',
      '2 is no JSON object',
      '3 is not valid JSON',
      '4 score is not a whole number from 0 to 10',
    ]);
  });

  it('refuses another answer under an id that is taken', async () => {
    const where = await place();
    const id = '0190b3c2-7d1e-7c3a-9f00-0123456789ab';
    const file = (score: number) => where.file('a.csv', `id,score,responded_at\n${id},${score},2026-03-01\n`);
    expect(await runImport(where.database, file(9), {})).toMatchObject({ created_count: 1 });
    expect(await runImport(where.database, file(8), {})).toMatchObject({ repeated_count: 0, refused_count: 1 });
    expect(await stored(where)).toMatchObject([{ score: 9 }]);
  });

  it('stores nothing in a dry run, and says what it would', async () => {
    const where = await place();
    const file = where.file('a.csv', `score,responded_at\n1,2026-03-01\n12,2026-03-01\n`);
    expect(await runImport(where.database, file, { dry_run: true })).toMatchObject({
      created_count: 1,
      refused_count: 1,
      dry_run: true,
    });
    expect(await stored(where)).toEqual([]);
  });

  it.each<[string | Uint8Array, ImportArguments, string]>([
    ['', {}, 'The file is empty'],
    ['score,colour\n', {}, 'Line 1: no column is called "colour"'],
    ['a'.repeat(100), {}, `Line 1: no column is called "${'a'.repeat(40)}…". Known are`],
    ['score,score\n', {}, 'Line 1: the column score stands there twice.'],
    ['score,responded_at\n', { survey: 'srv_0000000000000000' }, '--survey names no survey of this project.'],
    ['score,responded_at\n', { format: 'xlsx' }, '--format must be one of csv, ndjson.'],
    [Uint8Array.of(0x73, 0xff, 0x0a), {}, 'The file is not UTF-8.'],
  ])('refuses a file that cannot be meant: %j %j', async (text, args, sentence) => {
    const where = await place();
    await expect(runImport(where.database, where.file('a.csv', text), args)).rejects.toThrow(sentence);
  });

  it('does the same where a server runs, and lets those rest who answered', async () => {
    const where = await place();
    const file = where.file('a.csv', `score,responded_at,respondent_id\n1,2026-03-01,ada\n2,2026-02-01,ada\n`);
    const storage = openStorage(where.database);
    const control = await openControlSocket(where.database, { storage, now: Date.now });
    onTestFinished(async () => {
      await control.close();
      await storage.close();
    });
    expect(await runImport(where.database, file, {})).toMatchObject({ created_count: 2 });
    await expect(runImport(where.database, file, { survey: 'no' })).rejects.toThrow('--survey names no survey');
    await expect(runImport(where.database, `${file}.gone`, {})).rejects.toThrow('no such file');
    const [project] = await storage.listProjects();
    const facts = await storage.askingFacts({
      project_id: project!.id,
      person: { id: 'ada', anonymous: false },
      account: undefined,
      survey: 1,
      hasQuota: false,
      today: 0,
    });
    const answered = Date.UTC(2026, 2, 1, 11);
    expect(Object.values(facts.person!.memory)).toMatchObject([{ last_shown_at: answered, last_answer_at: answered }]);
  });

  it('ends with 1 when a row was refused, and with 2 when no file is named', async () => {
    const where = await place();
    vi.stubEnv('ELLEVE_DATABASE', where.database);
    const said = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')].map((spy) => spy.mockImplementation(() => {}));
    onTestFinished(() => {
      vi.unstubAllEnvs();
      for (const spy of said) spy.mockRestore();
    });
    const file = where.file('a.csv', `score,responded_at\n1,2026-03-01\n12,2026-03-01\n`);
    expect(await runCli(['import', file])).toBe(1);
    expect(String(said[0]!.mock.lastCall)).toContain('line 3: score is not a whole number from 0 to 10');
    expect(await runCli(['import', where.file('b.csv', `score,responded_at\n1,2026-03-01\n`), '--json'])).toBe(0);
    expect(await runCli(['import'])).toBe(2);
    for (const command of [['import'], ['survey', 'create', '--file']]) {
      expect(await runCli([...command, `${file}.gone`])).toBe(1);
      expect(String(said[1]!.mock.lastCall)).toContain('a.csv.gone cannot be read: there is no such file.');
    }
  });
});

function endOfId(digest: Buffer): string {
  const hex = digest.toString('hex');
  return `7${hex.slice(0, 3)}8${hex.slice(3, 18)}`;
}

async function* inPortions(text: string, sizes: number[]): AsyncGenerator<string, void, void> {
  for (let at = 0, i = 0; at < text.length; i++) {
    const size = sizes[i % sizes.length]!;
    yield text.slice(at, at + size);
    at += size;
  }
}

it('reads a table as it was written, in whatever portions it comes', async () => {
  const cell = fc.stringMatching(/^[a-c ,;"\n]{0,6}$/).filter((text) => text.trim() === text);
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(table, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (rows, sizes) => {
      const text = ['a,b,c\r\n', ...rows.map((cells) => csvRecord(cells))].join('');
      const read: string[][] = [];
      for await (const records of csvRecords(inPortions(text, sizes))) read.push(...records.map(({ cells }) => cells));
      expect(read).toEqual([['a', 'b', 'c'], ...rows]);
    }),
    { numRuns: 300 },
  );
});
