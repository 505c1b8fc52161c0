import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { openStorage } from '../storage/open-storage.ts';
import { CommandError } from './command.ts';
import { importCommand, type ImportArguments, type ImportResult } from './commands/import.ts';
import { controlSocketPath } from './control-socket.ts';
import { fileToRead } from './file-to-read.ts';
import { sendToServer } from './server-call.ts';

/** Imports a file: the running server does it, or this process when none runs. */
export async function runImport(database: string, file: string, args: ImportArguments): Promise<ImportResult> {
  const given = { format: formatOfName(file), ...args };
  const bytes = await fileToRead(file, open(file));
  try {
    const answer = await sendToServer(controlSocketPath(database), 'import', given, () => bytes.createReadStream());
    return answer ? await resultOf(answer) : await importHere(database, given, bytes.createReadStream());
  } finally {
    await bytes.close();
  }
}

async function resultOf(answer: IncomingMessage): Promise<ImportResult> {
  const { result, message } = JSON.parse(await text(answer)) as { result?: ImportResult; message?: string };
  if (result) return result;
  throw new CommandError(message ?? 'The running server refused the import.');
}

async function importHere(
  database: string,
  args: ImportArguments,
  bytes: AsyncIterable<Buffer>,
): Promise<ImportResult> {
  const storage = openStorage(database);
  try {
    return await importCommand({ storage, now: Date.now }, args, bytes);
  } finally {
    await storage.close();
  }
}

function formatOfName(file: string): string {
  return /\.(ndjson|jsonl)$/i.test(file) ? 'ndjson' : 'csv';
}

export function printImport({ project_id, dry_run, ...report }: ImportResult): string {
  const { created_count, repeated_count, refused_count, refusals } = report;
  const told = refusals.map(({ line, message }) => `\n  line ${line}: ${message}`).join('');
  const more = refused_count > refusals.length ? `\n  and ${refused_count - refusals.length} more` : '';
  return `${dry_run ? 'Would import' : 'Imported'} ${created_count} answers into ${project_id}; ${repeated_count} were there before, ${refused_count} are refused.${told}${more}`;
}
