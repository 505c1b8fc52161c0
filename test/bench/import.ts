import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../server/cli/run-command.ts';
import { runImport } from '../../server/cli/run-import.ts';
import { openStorage } from '../../server/storage/open-storage.ts';
import { seededRandom } from '../../server/domain/seeded-random.ts';
import { accountOf, LOCALES, personOf, traitsOf } from './bench-people.ts';
import { externalAccount } from './fill-database.ts';

const ROWS = 200_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS = 1_095;
const TRAITS = ['industry', 'plan', 'region', 'role'];

export interface ImportBench {
  rows: number;
  rowsPerSecond: number;
  again: number;
}

/** The file of another tool, with four traits for each answer, into a new database. */
export async function benchImport(): Promise<ImportBench> {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-bench-import-'));
  try {
    const database = join(folder, 'elleve.db');
    const { project_id } = await runCommand(database, 'init', { time_zone: 'Europe/Copenhagen' });
    const storage = openStorage(database);
    const project = (await storage.listProjects()).find((one) => one.public_id === project_id)!;
    for (const key of TRAITS) {
      await storage.declareTrait(project.id, { key, type: 'text', of: 'account', source: 'browser' });
    }
    await storage.close();
    const file = join(folder, 'answers.csv');
    writeFileSync(file, table());
    const rate = async (counted: 'created_count' | 'repeated_count') => {
      const begin = performance.now();
      const report = await runImport(database, file, {});
      if (report[counted] !== ROWS) throw new Error(`Not every row was imported: ${JSON.stringify(report)}`);
      return (1_000 * ROWS) / (performance.now() - begin);
    };
    return { rows: ROWS, rowsPerSecond: await rate('created_count'), again: await rate('repeated_count') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function printImport({ rows, rowsPerSecond, again }: ImportBench): void {
  console.log(
    `\nImport of ${rows.toLocaleString('en')} rows: ${rowsPerSecond.toFixed(0)} rows a second; the same file again ${again.toFixed(0)}`,
  );
}

function table(): string {
  const random = seededRandom(5);
  const end = Date.now() - DAY_MS;
  const lines = [
    `responded_at,score,comment,respondent_id,account_id,locale,${TRAITS.map((key) => `trait.${key}`).join()}`,
  ];
  for (let i = 0; i < ROWS; i++) {
    const person = personOf(random, ROWS / 200);
    const account = accountOf(person);
    const at = new Date(end - (DAYS * DAY_MS * (ROWS - i)) / ROWS).toISOString();
    const comment = random.chance(0.1) ? '"The export, to our bookkeeping, takes too many steps."' : '';
    const traits = JSON.parse(traitsOf(person)) as Record<string, string>;
    const cells = [
      at,
      random.integer(0, 10),
      comment,
      `user-${String(person).padStart(19, '0')}`,
      externalAccount(account),
      LOCALES[account % LOCALES.length],
      ...TRAITS.map((key) => traits[key]),
    ];
    lines.push(cells.join());
  }
  return `${lines.join('\n')}\n`;
}
