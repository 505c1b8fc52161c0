import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { packageFile } from '../../server/package-root.ts';

export const SECRET = 'a secret that only these tests know';
export const MAIN = packageFile('dist/elleve.js');

export interface ServerProcess {
  /** `http://127.0.0.1:…` */
  address: string;
  port: number;
  pid: number;
  kill: (signal: NodeJS.Signals) => void;
  /** Resolves when the process is gone. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  output: () => string;
}

interface HowToStart {
  /** The program and its arguments. */
  command?: string[];
  /** On top of `cleanEnvironment`; `undefined` takes a variable away. */
  env?: Record<string, string | undefined>;
}

/** An empty folder for a database, gone when the test ends. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A server in a process of its own, on a free port; killed when the test ends, should it still run. */
export async function startProcess(database: string, { command, env }: HowToStart = {}): Promise<ServerProcess> {
  if (!existsSync(MAIN)) throw new Error('There is no built server: run `npm run build` first.');
  const [program, ...args] = command ?? [process.execPath, MAIN, 'serve'];
  const child = spawn(program!, args, {
    env: { ...cleanEnvironment(database), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });

  let output = '';
  const address = await new Promise<string>((resolve, reject) => {
    const hear = (text: Buffer) => {
      output += text.toString();
      const found = /Elleve listens on (http:\S+)/.exec(output);
      if (found) resolve(found[1]!);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    void ended.then(() => reject(new Error(`The server ended before it listened:\n${output}`)));
  });
  return {
    address,
    port: Number(new URL(address).port),
    pid: child.pid!,
    kill: (signal) => void child.kill(signal),
    ended,
    output: () => output,
  };
}

/** Nothing of the machine's own settings, so that a test means the same everywhere. */
export function cleanEnvironment(database: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    ELLEVE_DATABASE: database,
    ELLEVE_PORT: '0',
    ELLEVE_SECRET: SECRET,
    ELLEVE_LOG_LEVEL: 'silent',
    ELLEVE_LIMITS: 'off',
  };
}
