import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lean, OMISSIONS, SOURCE } from '../../widget/ui/lean-preact.ts';

const names = new Set(OMISSIONS.flatMap(({ cuts }) => Object.keys(cuts)).filter((name) => name !== '*'));
const files = [...names].map((name) => [name, readFileSync(join(SOURCE, name), 'utf8')] as const);

test.each(files)('%s of the installed Preact holds every piece that is cut', (name, source) => {
  expect(lean(name, source).length).toBeLessThan(source.length);
});

test.each(files)('%s calls no hook for tools any more', (name, source) => {
  expect(lean(name, source)).not.toMatch(/if \(.*options\./);
});

test('another Preact, which lacks a piece, stops the build', () => {
  const [name, source] = files.find(([file]) => file === 'render.js')!;
  expect(() => lean(name, source.replace('commitRoot(', 'commit('))).toThrow(/render\.js has changed/);
});
