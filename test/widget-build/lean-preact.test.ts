import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CUTS, SOURCE, lean } from '../../widget/ui/lean-preact.ts';

const files = Object.keys(CUTS).map((name) => [name, readFileSync(join(SOURCE, name), 'utf8')] as const);

test.each(files)('%s of the installed Preact holds every piece that is cut', (name, source) => {
  expect(lean(name, source).length).toBeLessThan(source.length);
});

test('another Preact, which lacks a piece, stops the build', () => {
  const [name, source] = files[0]!;
  expect(() => lean(name, source.replace('options._root', 'options.root'))).toThrow(/render\.js has changed/);
});
