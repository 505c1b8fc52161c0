import { createWriteStream } from 'node:fs';
import { ConfigError, readConfig } from '../config.ts';
import { DatabaseInUse } from '../storage/sqlite/file-lock.ts';
import { NewerDatabase } from '../storage/sqlite/migrate.ts';
import { CommandError } from './command.ts';
import { printErased, printInit, printKey, printKeys, printRevoked, printSeed, printTimezone } from './print.ts';
import { pinnedScript } from './pinned-script.ts';
import { given, JSON_OPTION, options, print, TEXT } from './options.ts';
import { ASKING_USAGE, runAsking } from './run-asking.ts';
import { runBackup } from './run-backup.ts';
import { runCheck } from './run-check.ts';
import { runCommand } from './run-command.ts';
import { runExport } from './run-export.ts';
import { printImport, runImport } from './run-import.ts';
import { PortTaken, serve } from './serve.ts';

const USAGE = `Usage: elleve <command>

  serve                 the collector, until it is told to stop
  init                  make a project with a live survey, and print its keys once
       [--name NAME] [--mode live|test] [--time-zone ZONE] [--json]
  script                the tag that loads the widget, pinned to this version by its hash
  key create            make a secret key, and print it once
       --scope SCOPE … [--project ID] [--expires YYYY-MM-DD] [--json]
  key list              the secret keys: what they may do, their end, the day of their last use
       [--project ID] [--json]
  key revoke            refuse a key from now on
       --name NAME [--project ID] [--json]
  project timezone ZONE count days in another zone: every answer is dated anew, in one step
       [--project ID] [--fiscal-start MONTH] [--json]
  person export         everything that is known of one person, as JSON
       --id ID [--project ID]
  person erase          delete a person and all they said, for good
       --id ID [--project ID] [--json]
  account erase         delete a company, what was said on its behalf and its people, for good
       --id ID [--project ID] [--json]
${ASKING_USAGE}
  seed                  fill a project with two years of sample answers
       [--project ID] [--seed NUMBER] [--json]
  import FILE           answers that were given elsewhere, from CSV or NDJSON; the same file again changes nothing
       [--dry-run] [--format csv|ndjson] [--survey ID] [--project ID] [--json]
  check                 look at every row of the database, also while the server runs
       [--repair] [--json]
  backup FILE           a copy of the database in a new file, also while the server runs
       [--json]
  export                write answers to a file, or to the screen
       [--format csv|ndjson] [--output FILE] [--project ID] [--survey ID …] [--kind relationship|transactional]
       [--since YYYY-MM-DD] [--until YYYY-MM-DD] [--with-excluded]

The environment says where the database is: ELLEVE_DATABASE (data/elleve.db).`;

/** Runs one command line; the answer is the exit code: 0 done, 1 failed, 2 not understood. */
export async function runCli(argv: string[]): Promise<number> {
  try {
    return await dispatch(argv);
  } catch (error) {
    if (isUsageError(error)) return complain(`${error.message}\n\n${USAGE}`, 2);
    if (isExpected(error)) return complain(error.message, 1);
    throw error;
  }
}

async function dispatch(argv: string[]): Promise<number> {
  const [command, ...rest] = argv;
  if (command === undefined || command === 'help' || command === '--help') {
    console.log(USAGE);
    return command === undefined ? 2 : 0;
  }
  if (command === 'serve') {
    options(rest, {});
    await serve(readConfig());
    return 0;
  }

  const { database, publicUrl } = readConfig();
  if (command === 'script') {
    options(rest, {});
    console.log(pinnedScript(publicUrl));
    return 0;
  }
  if (command === 'init') {
    const values = options(rest, { ...TEXT('name', 'mode', 'time-zone'), ...JSON_OPTION });
    const { name, mode, 'time-zone': timeZone } = values;
    const result = await runCommand(database, 'init', given({ name, mode, time_zone: timeZone }));
    return print(values, result, () => printInit(result, publicUrl));
  }
  if (command === 'key' && rest[0] === 'create') {
    const values = options(rest.slice(1), { ...TEXT('project', 'expires'), ...SCOPE_OPTION, ...JSON_OPTION });
    const { project, expires, scope } = values;
    const result = await runCommand(database, 'key_create', { ...given({ project, expires }), scopes: scope ?? [] });
    return print(values, result, () => printKey(result));
  }
  if (command === 'key' && rest[0] === 'list') {
    const values = options(rest.slice(1), { ...TEXT('project'), ...JSON_OPTION });
    const { project } = values;
    const result = await runCommand(database, 'key_list', given({ project }));
    return print(values, result, () => printKeys(result));
  }
  if (command === 'key' && rest[0] === 'revoke') {
    const values = options(rest.slice(1), { ...TEXT('project', 'name'), ...JSON_OPTION });
    const { project, name } = values;
    const result = await runCommand(database, 'key_revoke', given({ project, name }));
    return print(values, result, () => printRevoked(result));
  }
  if (command === 'project' && rest[0] === 'timezone') {
    const [, time_zone, ...others] = rest;
    const values = options(others, { ...TEXT('project', 'fiscal-start'), ...JSON_OPTION });
    const args = given({ time_zone, project: values.project, fiscal_start: values['fiscal-start'] });
    const result = await runCommand(database, 'project_timezone', args);
    return print(values, result, () => printTimezone(result));
  }
  if ((command === 'person' || command === 'account') && rest[0] === 'erase') {
    const values = options(rest.slice(1), { ...TEXT('project', 'id'), ...JSON_OPTION });
    const { project, id } = values;
    const result = await runCommand(database, `${command}_erase`, given({ project, id }));
    return print(values, result, () => printErased(result));
  }
  if (command === 'person' && rest[0] === 'export') {
    const { project, id } = options(rest.slice(1), TEXT('project', 'id'));
    console.log(JSON.stringify(await runCommand(database, 'person_export', given({ project, id })), null, 2));
    return 0;
  }
  if (command === 'seed') {
    const values = options(rest, { ...TEXT('project', 'seed'), ...JSON_OPTION });
    const { project, seed } = values;
    const result = await runCommand(database, 'seed', given({ project, seed }));
    return print(values, result, () => printSeed(result));
  }
  if (command === 'check') return runCheck(database, rest);
  if (command === 'backup') return runBackup(database, rest);
  if (command === 'import') {
    const [file = '', ...others] = rest;
    if (file === '' || file.startsWith('-')) return complain(`Name the file to import.\n\n${USAGE}`, 2);
    const values = options(others, { ...TEXT('project', 'survey', 'format'), ...DRY_RUN, ...JSON_OPTION });
    const { project, survey, format, 'dry-run': dry_run = false } = values;
    const result = await runImport(database, file, { ...given({ project, survey, format }), dry_run });
    print(values, result, () => printImport(result));
    return result.refused_count > 0 ? 1 : 0;
  }
  if (command === 'export') {
    const { survey, output, 'with-excluded': with_excluded = false, ...values } = options(rest, EXPORT_OPTIONS);
    const file = output === undefined ? undefined : createWriteStream(output, { flags: 'wx', mode: 0o600 });
    const args = { ...given(values), ...(survey && { survey }), with_excluded };
    await runExport(database, args, file ?? process.stdout, { end: file !== undefined });
    return 0;
  }
  const asked = await runAsking(database, argv);
  if (asked !== undefined) return asked;
  return complain(`There is no such command.\n\n${USAGE}`, 2);
}

const DRY_RUN = { 'dry-run': { type: 'boolean' } } as const;
const SCOPE_OPTION = { scope: { type: 'string', multiple: true } } as const;

const EXPORT_OPTIONS = {
  ...TEXT('format', 'output', 'project', 'kind', 'since', 'until'),
  survey: { type: 'string', multiple: true },
  'with-excluded': { type: 'boolean' },
} as const;

function complain(message: string, code: number): number {
  console.error(message);
  return code;
}

const EXPECTED = [CommandError, ConfigError, DatabaseInUse, NewerDatabase, PortTaken];
/** The file of `--output`: there already, or not to be written. */
const FILE_ERRORS = new Set(['EEXIST', 'ENOENT', 'EACCES', 'EISDIR', 'ENOSPC', 'EPIPE']);

/** A fault that its message explains: a stack would only hide what to do. */
export function isExpected(error: unknown): error is Error {
  if (EXPECTED.some((kind) => error instanceof kind)) return true;
  return error instanceof Error && FILE_ERRORS.has(String((error as NodeJS.ErrnoException).code));
}

function isUsageError(error: unknown): error is Error {
  return error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
}
