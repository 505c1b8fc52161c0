import { execFile } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pour, prepareFlood, storedIds, type Flood } from './flood.ts';
import { cleanEnvironment, freshFolder, MAIN, startProcess } from './server-process.ts';

const POSTS = 3_000;
const UNHURRIED = { timeout: 120_000 };

interface Ran {
  code: number;
  said: string;
}

function backUp(database: string, ...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const env = cleanEnvironment(database);
    execFile(process.execPath, [MAIN, 'backup', ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr });
    });
  });
}

/** The answers that a server finds in a database. */
async function answersIn(database: string, { project }: Flood): Promise<string[]> {
  const server = await startProcess(database);
  const ids = await storedIds(server, project);
  server.kill('SIGTERM');
  await server.ended;
  return ids;
}

/** Who may read a file, looked at again and again while something runs. */
async function modesOf(file: string, running: Promise<unknown>): Promise<Set<string>> {
  const modes = new Set<string>();
  const look = setInterval(() => {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found) modes.add((found.mode & 0o777).toString(8));
  }, 1);
  await running;
  clearInterval(look);
  return modes;
}

function missing(expected: string[], found: string[]): string[] {
  const known = new Set(found);
  return expected.filter((id) => !known.has(id));
}

describe('elleve backup', () => {
  it(
    'holds every answer that was acknowledged before, amid others, where a copy of the file does not',
    UNHURRIED,
    async () => {
      const folder = freshFolder();
      const database = join(folder, 'elleve.db');
      const copies = { backup: join(folder, 'backup.db'), plain: join(folder, 'plain.db') };
      const flood = await prepareFlood(database, POSTS);
      const server = await startProcess(database);
      let acknowledged = 0;
      let running: Promise<Ran> | undefined;
      let watching: Promise<Set<string>> | undefined;
      const { acknowledged: ids } = await pour(server, flood, {
        connections: 50,
        onAcknowledged: (count) => {
          if (count !== POSTS / 3) return;
          acknowledged = count;
          running = backUp(database, copies.backup);
          watching = modesOf(`${copies.backup}.part`, running);
          copyFileSync(database, copies.plain);
        },
      });
      const { code, said } = await running!;
      expect({ code, said }).toEqual({
        code: 0,
        said: `Wrote ${copies.backup}: ${statSync(copies.backup).size.toLocaleString('en')} bytes, read again and whole.\n`,
      });
      const before = ids.slice(0, acknowledged);
      expect(missing(before, await answersIn(copies.backup, flood))).toEqual([]);
      expect(missing(before, await answersIn(copies.plain, flood)).length).toBeGreaterThan(100);
      expect((statSync(copies.backup).mode & 0o777).toString(8)).toBe('600');
      expect(await watching).toEqual(new Set(['600']));
    },
  );

  it('takes in what a server that was killed had acknowledged', UNHURRIED, async () => {
    const folder = freshFolder();
    const database = join(folder, 'elleve.db');
    const flood = await prepareFlood(database, 300);
    const server = await startProcess(database);
    const { acknowledged } = await pour(server, flood, {
      onAcknowledged: (count) => {
        if (count === 200) server.kill('SIGKILL');
      },
    });
    await server.ended;
    const copy = join(folder, 'backup.db');
    expect((await backUp(database, copy)).code).toBe(0);
    expect(missing(acknowledged, await answersIn(copy, flood))).toEqual([]);
  });

  it('replaces nothing, makes no database, and leaves nothing where it cannot write', UNHURRIED, async () => {
    const folder = freshFolder();
    const database = join(folder, 'elleve.db');
    const taken = join(folder, 'taken.db');
    writeFileSync(taken, 'something else');
    expect(await backUp(database, join(folder, 'backup.db'))).toEqual({
      code: 1,
      said: `There is no database at ${database}: ELLEVE_DATABASE says where it is.\n`,
    });
    expect(existsSync(database)).toBe(false);

    await prepareFlood(database, 1);
    expect(await backUp(database, taken)).toEqual({
      code: 1,
      said: `${taken} is there already: a backup replaces nothing. Name another file.\n`,
    });
    const half = join(folder, 'half.db');
    writeFileSync(`${half}.part`, 'of another one');
    expect(await backUp(database, half)).toEqual({
      code: 1,
      said: `${half}.part is there already: a backup replaces nothing. Name another file.\n`,
    });
    expect(readFileSync(`${half}.part`, 'utf8')).toBe('of another one');
    const nowhere = join(folder, 'nowhere', 'backup.db');
    expect(await backUp(database, nowhere)).toEqual({
      code: 1,
      said: `${nowhere} cannot be written: ENOENT: no such file or directory, open '${nowhere}.part'. Nothing is left of it.\n`,
    });
    expect(await backUp(database)).toEqual({ code: 1, said: 'Name the file to write: elleve backup FILE\n' });
    expect(readdirSync(folder).filter((name) => name.includes('backup'))).toEqual([]);
  });

  it('says when the database is damaged', UNHURRIED, async () => {
    const folder = freshFolder();
    const database = join(folder, 'elleve.db');
    await prepareFlood(database, 2_000);
    const { size } = statSync(database);
    const descriptor = openSync(database, 'r+');
    writeSync(descriptor, Buffer.alloc(size / 2, 0x5a), 0, size / 2, size / 4);
    closeSync(descriptor);
    const { code, said } = await backUp(database, join(folder, 'backup.db'));
    expect(code).toBe(1);
    expect(said).toMatch(/cannot be written: .*malformed/);
    expect(readdirSync(folder).filter((name) => name.includes('backup'))).toEqual([]);
  });
});
