import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SHARED = resolve(import.meta.dirname, '../../shared');
const sources = readdirSync(SHARED, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const arithmetic = sources.filter((file) => /^(nps|levels)\.ts$|^statistics\//.test(file));

describe('shared/', () => {
  it.each(sources)('%s imports no other room', (file) => {
    for (const target of relativeImports(join(SHARED, file))) expect(target.startsWith(`${SHARED}/`)).toBe(true);
  });

  it.each(arithmetic)('%s loads no package at run time', (file) => {
    expect(packagesBehind(join(SHARED, file))).toEqual([]);
  });

  it('asks Temporal in one file only', () => {
    const askers = sources.filter((file) => runtimeImports(join(SHARED, file)).includes('temporal-polyfill'));
    expect(askers).toEqual(['calendar/zone.ts']);
  });
});

function packagesBehind(file: string): string[] {
  const packages = runtimeImports(file).filter((name) => !name.startsWith('.'));
  return [...packages, ...relativeImports(file).flatMap(packagesBehind)];
}

function relativeImports(file: string): string[] {
  return runtimeImports(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => resolve(dirname(file), name));
}

/** `import type` is gone after compilation. */
function runtimeImports(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export) (?!type )[^;]*? from '([^']+)'/gm)].map(([, name]) => name!);
}
