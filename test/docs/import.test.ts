import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { COLUMNS } from '../../server/domain/import/given-row.ts';
import { LEFT_OUT } from '../../server/domain/import/row-of-table.ts';
import { packageFile } from '../../server/package-root.ts';

const PAGE = readFileSync(packageFile('docs/import.md'), 'utf8');

it('the page on the import names every column, and no other', () => {
  const rows = [...PAGE.matchAll(/^\| ((?:`[\w.]+` ?)+)\|/gm)];
  const named = rows.flatMap(([, cell]) => cell!.match(/[\w.]+/g)!);
  expect(named.toSorted()).toEqual([...COLUMNS, 'trait.KEY'].toSorted());
  const [, leftOut] = /What else an export has \(([^)]+)\)/.exec(PAGE)!;
  expect(leftOut!.match(/\w+/g)!.toSorted()).toEqual([...LEFT_OUT].toSorted());
});
