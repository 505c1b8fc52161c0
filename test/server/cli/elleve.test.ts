import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { cleanEnvironment, freshFolder, MAIN, startProcess } from '../../faults/server-process.ts';
import { Sqlite } from '../../../server/storage/sqlite/driver.ts';

/** The built command line, each in a process of its own. */
const UNHURRIED = { timeout: 60_000 };

let database: string;
beforeEach(() => {
  database = join(freshFolder(), 'elleve.db');
});

interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

function elleve(args: string[], env: Record<string, string> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [MAIN, ...args],
      { env: { ...cleanEnvironment(database), ...env } },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      },
    );
  });
}

async function initiated(): Promise<Record<string, string>> {
  return JSON.parse((await elleve(['init', '--json', '--time-zone', 'Europe/Oslo'])).stdout);
}

function modeOf(file: string): string {
  return (statSync(file).mode & 0o777).toString(8);
}

describe('elleve init', () => {
  it('prints one line of JSON for programs', UNHURRIED, async () => {
    const { code, stdout, stderr } = await elleve(['init', '--json', '--name', 'Ledgerly']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\{.*\}\n$/);
    expect(Object.keys(JSON.parse(stdout))).toEqual(['project_id', 'survey_id', 'public_key', 'secret_key']);
  });

  it('prints what to paste for people', UNHURRIED, async () => {
    const { stdout } = await elleve(['init'], { ELLEVE_PUBLIC_URL: 'https://nps.example.com' });
    const publicKey = /elv_pk_\w{22}/.exec(stdout)![0];
    const secretKey = /elv_sk_\w+/.exec(stdout)![0];
    expect(stdout).toContain(`<script async src="https://nps.example.com/w/elleve.js" data-project="${publicKey}"`);
    expect(stdout).toContain(`curl -H 'Authorization: Bearer ${secretKey}' 'https://nps.example.com/v1/metrics'`);
  });
});

describe('while the server runs', () => {
  it('the command line writes through it, and the keys open at once', UNHURRIED, async () => {
    const { secret_key: first } = await initiated();
    const server = await startProcess(database);
    expect(modeOf(`${database}.sock`)).toBe('600');

    const made = JSON.parse((await elleve(['key', 'create', '--scope', 'read', '--json'])).stdout) as Record<
      string,
      string
    >;
    const { response_count } = JSON.parse((await elleve(['seed', '--json'])).stdout) as { response_count: number };
    for (const key of [first!, made['key']!]) {
      const answered = await fetch(`${server.address}/v1/metrics`, { headers: { authorization: `Bearer ${key}` } });
      expect(await answered.json()).toMatchObject({ response_count });
    }

    const refused = await elleve(['key', 'create', '--scope', 'write']);
    expect(refused).toMatchObject({
      code: 1,
      stdout: '',
      stderr: '--scope must be one of read, respond, admin, export, erase.\n',
    });
    expect(await elleve(['serve'])).toMatchObject({
      code: 1,
      stderr: `Another Elleve process is working on ${database}. Stop it first, or give this one another ELLEVE_DATABASE.\n`,
    });
  });

  it('that was killed before leaves nothing in the way', UNHURRIED, async () => {
    await initiated();
    const killed = await startProcess(database);
    killed.kill('SIGKILL');
    await killed.ended;
    expect(existsSync(`${database}.sock`)).toBe(true);
    expect(await elleve(['key', 'create', '--scope', 'read'])).toMatchObject({ code: 0, stderr: '' });
    await startProcess(database);
  });
});

describe('elleve serve', () => {
  it('makes a first project on an empty database and prints its keys once', UNHURRIED, async () => {
    const server = await startProcess(database);
    expect(server.output()).toContain('The database is empty, so here is a first project.');
    expect(server.output()).toMatch(/Secret key {2}elv_sk_/);
    server.kill('SIGTERM');
    await server.ended;
    const again = await startProcess(database);
    expect(again.output()).not.toContain('elv_sk_');
  });

  it('makes its own secret beside the database, for its owner alone', UNHURRIED, async () => {
    const server = await startProcess(database, { env: { ELLEVE_SECRET: undefined } });
    expect(modeOf(`${database}.secret`)).toBe('600');
    server.kill('SIGTERM');
    await server.ended;
  });

  it('says which port is taken', UNHURRIED, async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await elleve(['serve'], { ELLEVE_PORT: String(port) })).toMatchObject({
      code: 1,
      stderr: `Port ${port} on 127.0.0.1 is taken: stop what listens there, or choose another ELLEVE_PORT.\n`,
    });
    other.close();
  });

  it('names every variable that cannot be used', UNHURRIED, async () => {
    const { code, stderr } = await elleve(['serve'], { ELLEVE_PORT: 'http', ELLEVE_LOG_LEVEL: 'loud' });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^The environment cannot be used:\n {2}ELLEVE_PORT must be .+\n {2}ELLEVE_LOG_LEVEL must be .+\n$/,
    );
  });

  it('does not touch the database of a newer version', UNHURRIED, async () => {
    await initiated();
    const db = new Sqlite(database);
    db.pragma('user_version = 99');
    db.close();
    const { code, stderr } = await elleve(['serve']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The database has schema 99, .+ start it with the newer version\.\n$/);
  });
});

describe('a command line that is not understood', () => {
  it.each([
    [['init', '--nmae', 'x'], /^Unknown option '--nmae'/],
    [['init', '--name'], /^Option '--name <value>' argument missing/],
    [['init', 'Ledgerly'], /^Unexpected argument 'Ledgerly'/],
    [['serve', '--port', '80'], /^Unknown option '--port'/],
    [['seed', '--json=yes'], /^Option '--json' does not take an argument/],
    [['key'], /^There is no such command\./],
    [['sreve'], /^There is no such command\./],
  ])('%j ends with 2, a sentence and the usage', UNHURRIED, async (args, sentence) => {
    const { code, stdout, stderr } = await elleve(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
    expect(stderr).toContain('Usage: elleve <command>');
    expect(existsSync(database)).toBe(false);
  });

  it('shows the usage when it is asked for, or when nothing is', UNHURRIED, async () => {
    expect(await elleve(['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('Usage: elleve') });
    expect(await elleve([])).toMatchObject({ code: 2, stdout: expect.stringContaining('Usage: elleve') });
  });
});
