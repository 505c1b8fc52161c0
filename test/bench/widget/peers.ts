import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile } from '../../../server/package-root.ts';

export const PEERS = { 'posthog-js': '1.449.2', '@sentry/browser': '10.57.0' };

/**
 * The folder with the peers' published packages. They weigh 80 MB, which nobody who only runs the tests should download:
 * they are fetched when the bench first runs. `undefined` when the registry cannot be reached.
 */
export function peersFolder(): string | undefined {
  const folder = packageFile('data/bench-peers');
  if (Object.entries(PEERS).every(([name, version]) => versionIn(folder, name) === version)) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ private: true, dependencies: PEERS })}\n`);
  const quietly = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  try {
    execFileSync('npm', quietly, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 });
  } catch {
    console.error('The peers could not be fetched with npm: the table is without them.');
    return undefined;
  }
  return folder;
}

function versionIn(folder: string, name: string): string | undefined {
  const file = join(folder, 'node_modules', name, 'package.json');
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
