import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { packageFile } from '../../server/package-root.ts';
import { widgetTables } from './widget-tables.ts';

const FILE = packageFile('docs/widget.md');
const page = readFileSync(FILE, 'utf8');
const marked = (name: string) => new RegExp(`(<!-- ${name} -->\n)([\\s\\S]*?)(<!-- /${name} -->)`);

// `UPDATE_DOCS=1 npx vitest run --config test/vitest.config.ts test/docs/widget.test.ts` writes them anew.
if (process.env['UPDATE_DOCS']) {
  const renewed = Object.entries(widgetTables()).reduce(
    (text, [name, table]) =>
      text.replace(marked(name), (_all, open: string, _old, close: string) => `${open}\n${table}\n\n${close}`),
    page,
  );
  writeFileSync(FILE, renewed);
}

it.each(Object.entries(widgetTables()))('tells the %s as the code has them', (name, table) => {
  const told = marked(name).exec(readFileSync(FILE, 'utf8'))?.[2];
  expect(cellsOf(told ?? '')).toEqual(cellsOf(table));
});

it('names the budgets that are enforced', () => {
  const budgets = JSON.parse(readFileSync(packageFile('.size-limit.json'), 'utf8')) as { limit: string }[];
  const [loader, shown] = budgets.map(({ limit }) => Number.parseInt(limit, 10).toLocaleString('en'));
  expect(page).toContain(`${loader} bytes`);
  expect(page).toContain(`${shown} bytes`);
});

it('gives a queue stub that is small enough to copy', () => {
  const stub = /```js\n(window\.elleve [\s\S]*?)```/.exec(page)![1]!;
  expect(brotliCompressSync(stub).length).toBeLessThan(120);
});

/** Spaces for alignment are the formatter's business. */
function cellsOf(table: string): string[][] {
  return table
    .split('\n')
    .filter((line) => /[^|\s:-]/.test(line))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
}
