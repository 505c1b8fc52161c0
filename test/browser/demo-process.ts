import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/demo/main.js', import.meta.url));
const START_WITHIN_MS = 60_000;

/** Where one demo lives: free ports, and a folder for its database. */
export interface DemoPlace {
  folder: string;
  database: string;
  collector: string;
  site: string;
  env: Record<string, string>;
  remove(): void;
}

export interface DemoProcess {
  /** What it printed when it was ready. */
  printed: string;
  /** As a terminal's Ctrl+C does; the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface KeyFile {
  project_id: string;
  public_key: string;
  read_key: string;
}

export async function demoPlace(): Promise<DemoPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-demo-'));
  const database = join(folder, 'demo.db');
  const [collectorPort, sitePort] = [await freePort(), await freePort()];
  return {
    folder,
    database,
    collector: `http://127.0.0.1:${collectorPort}`,
    site: `http://127.0.0.1:${sitePort}`,
    env: { ELLEVE_PORT: String(collectorPort), DEMO_PORT: String(sitePort), ELLEVE_DATABASE: database },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Runs what `npm run demo` runs after the build, until it has printed its addresses. */
export async function startDemo({ env, site }: DemoPlace): Promise<DemoProcess> {
  const { child, output, ended } = run(env);
  const deadline = Date.now() + START_WITHIN_MS;
  while (!output().includes(site)) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`The demo did not start:\n${output()}`);
    await new Promise((later) => setTimeout(later, 50));
  }
  return {
    printed: output(),
    stop(signal = 'SIGINT') {
      child.kill(signal);
      return ended;
    },
  };
}

/** A start that is expected to fail. */
export async function failToStart({ env }: DemoPlace): Promise<{ code: number | null; output: string }> {
  const { output, ended } = run(env);
  return { code: await ended, output: output() };
}

export function readKeyFile({ folder }: DemoPlace): KeyFile {
  return JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')) as KeyFile;
}

function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, output: () => text, ended };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}
