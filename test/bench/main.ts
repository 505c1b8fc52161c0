import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchClaims, printClaims } from './claims.ts';
import { benchConfig, printConfig } from './config.ts';
import { benchCrowd, printCrowd } from './crowd.ts';
import { benchExport, printExport } from './export.ts';
import { benchImport, printImport } from './import.ts';
import { benchIngest } from './ingest.ts';
import { keptDatabase, makeDatabase } from './make-database.ts';
import { printIngest } from './print-ingest.ts';
import { printReads } from './print-reads.ts';
import { benchReads } from './reads.ts';
import { benchStartup, printStartup } from './startup.ts';
import { benchTogether, printTogether } from './together.ts';
import { benchWidget } from './widget/bench-widget.ts';
import { printWidget } from './widget/print-widget.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    json: { type: 'boolean' },
    keep: { type: 'string' },
  },
});
const SECTIONS = ['ingest', 'config', 'reads', 'together', 'claims', 'export', 'import', 'startup', 'crowd', 'widget'];
const sections = positionals.length === 0 ? SECTIONS : positionals;
if (sections.some((section) => !SECTIONS.includes(section))) {
  console.error(
    `Usage: npm run bench -- [${SECTIONS.join('|')}]… [--rows 1000000] [--rounds 3] [--seconds 5] [--keep FOLDER] [--json]`,
  );
  process.exit(2);
}

const rows = Number(values.rows ?? 1_000_000);
const rounds = Number(values.rounds ?? 3);
const seconds = Number(values.seconds ?? 5);
const print = values.json ? () => undefined : console.log;
const report: Record<string, unknown> = { node: process.version, processors: cpus().map(({ model }) => model), rows };
const folder = mkdtempSync(join(tmpdir(), 'elleve-bench-'));
try {
  print(`Node ${process.version} on ${cpus().length} × ${cpus()[0]?.model}`);
  if (sections.includes('widget')) {
    const widget = await benchWidget(Number(values.rounds ?? 16));
    report['widget'] = widget;
    if (!values.json) printWidget(widget);
  }
  if (sections.includes('import')) {
    const imported = await benchImport();
    report['import'] = imported;
    if (!values.json) printImport(imported);
  }
  if (sections.some((section) => section !== 'widget' && section !== 'import')) await benchStorage();
  if (values.json) console.log(JSON.stringify(report, null, 2));
} finally {
  rmSync(folder, { recursive: true });
}

/** The sections that need a large database. */
async function benchStorage(): Promise<void> {
  const begin = performance.now();
  const { keep } = values;
  const database = await (keep === undefined ? makeDatabase(join(folder, 'bench.db'), rows) : keptDatabase(keep, rows));
  print(`Made ${rows.toLocaleString('en')} responses in ${((performance.now() - begin) / 1000).toFixed(0)} s.`);
  if (sections.includes('ingest')) {
    const ingest = await benchIngest(database, { rows, rounds, seconds });
    report['ingest'] = ingest;
    if (!values.json) printIngest(ingest);
  }
  if (sections.includes('config')) {
    const config = await benchConfig(database, { rounds, seconds });
    report['config'] = config;
    if (!values.json) printConfig(config);
  }
  if (sections.includes('reads')) {
    const reads = await benchReads(database, rows, rounds);
    report['reads'] = reads;
    if (!values.json) printReads(reads);
  }
  if (sections.includes('together')) {
    const together = await benchTogether(database, { rounds, seconds });
    report['together'] = together;
    if (!values.json) printTogether(together);
  }
  if (sections.includes('startup')) {
    const startup = await benchStartup(database, rows, rounds);
    report['startup'] = startup;
    if (!values.json) printStartup(startup);
  }
  if (sections.includes('crowd')) {
    const crowd = await benchCrowd(database, { rounds, seconds });
    report['crowd'] = crowd;
    if (!values.json) printCrowd(crowd);
  }
  if (sections.includes('claims')) {
    const claims = benchClaims(database, rounds);
    report['claims'] = claims.claims;
    if (!values.json) printClaims(claims);
  }
  if (sections.includes('export')) {
    const exported = await benchExport(database);
    report['export'] = exported;
    if (!values.json) printExport(exported);
  }
}
