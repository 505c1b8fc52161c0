import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../server/package-root.ts';

interface Locked {
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  resolved?: string;
}

const read = (path: string) => readFileSync(packageFile(path), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  dependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
const installed = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link);

describe('what the package depends on', () => {
  it('is at most 22 packages by name', () => {
    expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(22);
  });

  it('is locked by content, each of them, whichever registry gives it', () => {
    expect(installed.length).toBeGreaterThan(100);
    expect(installed.filter(([, { integrity = '' }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity))).toEqual([]);
    expect(installed.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it('runs a script while it is installed only where that is allowed by name', () => {
    const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect(scripted.filter((name) => manifest.allowScripts[name] === undefined)).toEqual([]);
    expect(Object.keys(manifest.allowScripts).filter((name) => !scripted.includes(name))).toEqual([]);
  });

  it('is Preact and nothing else in a page', () => {
    const imported = sourcesOf('widget').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s(?!type\b)[^;]*?from '([^.'][^']*)'/gm)].map(
        ([, name]) => name!,
      ),
    );
    expect(new Set(imported.map((name) => name.split('/')[0]))).toEqual(new Set(['preact']));
  });
});

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** These run in Node. */
const OF_BUILD = /vite\.config\.ts$|^bundle\.ts$|lean-preact|\.d\.ts$|tsconfig/;
/** Takes the React that its host has; none is bundled. */
const OF_REACT = 'module/react.ts';

/** What goes into a bundle. */
function sourcesOf(room: string): string[] {
  return readdirSync(packageFile(room), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !OF_BUILD.test(path) && path !== OF_REACT)
    .map((path) => join(packageFile(room), path));
}

it('says where to report a vulnerability', () => {
  expect(read('SECURITY.md')).toMatch(/report a vulnerability privately/i);
});
