import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { backUpStorage, recoverStorage } from '../storage/open-storage.ts';
import { CommandError } from './command.ts';
import { controlSocketPath } from './control-socket.ts';
import { JSON_OPTION, options, print } from './options.ts';
import { callServer } from './server-call.ts';

/** What was written: a file and its bytes. */
interface Backup {
  file: string;
  bytes: number;
}

/** `elleve backup FILE`: in this process, beside a server that runs. Holds whatever was acknowledged before it was called. */
export async function runBackup(database: string, [file, ...rest]: string[]): Promise<number> {
  if (file === undefined || file.startsWith('-')) throw new CommandError('Name the file to write: elleve backup FILE');
  const values = options(rest, JSON_OPTION);
  if (!existsSync(database)) {
    throw new CommandError(`There is no database at ${database}: ELLEVE_DATABASE says where it is.`);
  }
  const taken = [file, `${file}.part`].find((path) => existsSync(path));
  if (taken) throw new CommandError(`${taken} is there already: a backup replaces nothing. Name another file.`);
  await haveCommitted(database);
  const backup: Backup = { file, bytes: copied(database, file) };
  return print(values, backup, () => printBackup(backup));
}

function copied(database: string, file: string): number {
  try {
    return backUpStorage(database, file);
  } catch (error) {
    throw new CommandError(`${file} cannot be written: ${(error as Error).message}. Nothing is left of it.`);
  }
}

/** By the server that runs, or after one that was killed. */
async function haveCommitted(database: string): Promise<void> {
  const answer = await callServer(controlSocketPath(database), 'settle', {});
  if (!answer) return recoverStorage(database);
  // What is not read keeps the connection, and with it this process.
  const { message } = JSON.parse(await text(answer)) as { message?: string };
  if (answer.statusCode !== 200) throw new CommandError(`The running server does not commit: ${message}`);
}

function printBackup({ file, bytes }: Backup): string {
  return `Wrote ${file}: ${bytes.toLocaleString('en')} bytes, read again and whole.`;
}
