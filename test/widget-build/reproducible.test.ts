import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { packageFile } from '../../server/package-root.ts';

const BUILT = packageFile('dist/widget');
const PARTS = ['ui', 'rare', 'loader'];

test('two builds of the widget, in different folders, are the same bytes', () => {
  expect(buildElsewhere()).toEqual(bytesIn(BUILT));
});

test('a build of other sources is told apart', () => {
  const other = buildElsewhere((folder) => appendFileSync(join(folder, 'widget/ui/survey.css'), '\n.planted{top:0}'));
  expect(other).not.toEqual(bytesIn(BUILT));
});

/** Every file that pages load, by name, as the sources give it in a folder of their own. */
function buildElsewhere(change: (folder: string) => void = () => {}): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-build-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const part of ['widget', 'shared', 'package.json', 'tsconfig.json'])
    cpSync(packageFile(part), join(folder, part), { recursive: true });
  // Preact itself: the build changes its source where it lies. The tools may lie anywhere.
  cpSync(packageFile('node_modules/preact'), join(folder, 'node_modules/preact'), { recursive: true });
  for (const name of readdirSync(packageFile('node_modules')).filter((each) => each !== 'preact'))
    symlinkSync(packageFile(`node_modules/${name}`), join(folder, 'node_modules', name));
  change(folder);
  // A test runner says what it is in NODE_ENV, and Vite would build for that.
  const env = { ...process.env, NODE_ENV: 'production' };
  for (const part of PARTS) {
    const vite = packageFile('node_modules/vite/bin/vite.js');
    execFileSync(process.execPath, [vite, 'build', '--config', `widget/${part}/vite.config.ts`], { cwd: folder, env });
  }
  return bytesIn(join(folder, 'dist/widget'));
}

function bytesIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map(({ name }) => [name, readFileSync(join(folder, name), 'base64')]));
}
