import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchExport, printExport } from './export.ts';
import { makeDatabase } from './make-database.ts';
import { printReads } from './print-reads.ts';
import { benchReads } from './reads.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: 'string' }, rounds: { type: 'string' }, json: { type: 'boolean' } },
});
const [section] = positionals;
if (section !== 'reads' && section !== 'export') {
  console.error('Usage: npm run bench -- reads|export [--rows 1000000] [--rounds 11] [--json]');
  process.exit(2);
}

const rows = Number(values.rows ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'elleve-bench-'));
try {
  const begin = performance.now();
  const database = await makeDatabase(join(folder, 'bench.db'), rows);
  const seconds = ((performance.now() - begin) / 1000).toFixed(0);
  if (!values.json) console.log(`Made ${rows.toLocaleString('en')} responses in ${seconds} s.`);
  if (section === 'export') {
    const report = await benchExport(database);
    if (values.json) console.log(JSON.stringify(report));
    else printExport(report);
  } else {
    const report = await benchReads(database, rows, Number(values.rounds ?? 11));
    if (values.json) console.log(JSON.stringify(report));
    else printReads(report);
  }
} finally {
  rmSync(folder, { recursive: true });
}
