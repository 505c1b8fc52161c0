import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageFile } from '../../server/package-root.ts';
import { openWriter } from '../../server/storage/sqlite/open-database.ts';

const DOCUMENT = readFileSync(packageFile('docs/privacy.md'), 'utf8');

interface Column {
  table: string;
  name: string;
}

it('says of every table and column why it is there and for how long, and of no other', () => {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
  const db = openWriter(join(folder, 'elleve.db'));
  const columns = db
    .prepare<[], Column>(
      `select list.name as "table", info.name
       from pragma_table_list as list, pragma_table_info(list.name) as info
       where list.schema = 'main' and list.type in ('table', 'virtual') and list.name not like 'sqlite%'`,
    )
    .all();
  db.close();
  rmSync(folder, { recursive: true });

  const stated = [...DOCUMENT.matchAll(/^\| `(\w+)` \| ((?:`\w+` ?)+)\| (.+) \| (.+) \| (.+) \|$/gm)];
  expect(Object.fromEntries(stated.map(([, table, names]) => [table, names!.match(/\w+/g)!.toSorted()]))).toEqual(
    columnsByTable(columns),
  );
});

function columnsByTable(columns: Column[]): Record<string, string[]> {
  const tables: Record<string, string[]> = {};
  for (const { table, name } of columns) tables[table] = [...(tables[table] ?? []), name].toSorted();
  return tables;
}
