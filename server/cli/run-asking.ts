import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { CommandError } from './command.ts';
import { fileToRead } from './file-to-read.ts';
import { given, JSON_OPTION, options, print, TEXT } from './options.ts';
import {
  printEligibility,
  printPreview,
  printRevokedSigningKey,
  printSigningKey,
  printSigningKeys,
  printSurvey,
  printSurveys,
} from './print-asking.ts';
import { runCommand } from './run-command.ts';

export const ASKING_USAGE = `  survey list           the surveys, whatever their status
       [--project ID] [--json]
  survey create         make a draft from a JSON file, "-" for what comes in
       --file FILE [--project ID] [--json]
  survey change         change a survey by a JSON file, or move it on
       --id SURVEY [--file FILE] [--status live|paused|archived] [--project ID] [--json]
  survey preview        a link that shows a survey and records nothing
       --id SURVEY [--locale TAG] [--project ID] [--json]
  eligibility           would this person be asked now, and why not
       --survey SURVEY [--respondent ID] [--account ID] [--locale TAG] [--project ID] [--json]
  signing-key create    make a key that signs who a person is, and print it once
       [--project ID] [--json]
  signing-key list      the signing keys
       [--project ID] [--json]
  signing-key revoke    believe no token signed with a key from now on
       --kid KID [--project ID] [--json]`;

/** The commands about asking; `undefined` where the command line says something else. */
export async function runAsking(database: string, [command, verb, ...rest]: string[]): Promise<number | undefined> {
  switch (`${command} ${verb}`) {
    case 'survey list': {
      const { json, ...args } = options(rest, { ...TEXT('project'), ...JSON_OPTION });
      const result = await runCommand(database, 'survey_list', given(args));
      return print({ json }, result, () => printSurveys(result));
    }
    case 'survey create': {
      const { json, file, ...args } = options(rest, { ...TEXT('project', 'file'), ...JSON_OPTION });
      if (file === undefined)
        throw new CommandError('--file is missing: the definition as JSON, "-" for what comes in.');
      const definition = await jsonOf(file);
      const result = await runCommand(database, 'survey_create', { ...given(args), definition });
      return print({ json }, result, () => printSurvey(result));
    }
    case 'survey change': {
      const known = { ...TEXT('project', 'id', 'status', 'file'), ...JSON_OPTION };
      const { json, file, ...args } = options(rest, known);
      const definition = file === undefined ? {} : await jsonOf(file);
      const result = await runCommand(database, 'survey_change', { ...given(args), definition });
      return print({ json }, result, () => printSurvey(result));
    }
    case 'survey preview': {
      const { json, ...args } = options(rest, { ...TEXT('project', 'id', 'locale'), ...JSON_OPTION });
      const result = await runCommand(database, 'survey_preview', given(args));
      return print({ json }, result, () => printPreview(result));
    }
    case 'signing-key create': {
      const { json, ...args } = options(rest, { ...TEXT('project'), ...JSON_OPTION });
      const result = await runCommand(database, 'signing_key_create', given(args));
      return print({ json }, result, () => printSigningKey(result));
    }
    case 'signing-key list': {
      const { json, ...args } = options(rest, { ...TEXT('project'), ...JSON_OPTION });
      const result = await runCommand(database, 'signing_key_list', given(args));
      return print({ json }, result, () => printSigningKeys(result));
    }
    case 'signing-key revoke': {
      const { json, ...args } = options(rest, { ...TEXT('project', 'kid'), ...JSON_OPTION });
      const result = await runCommand(database, 'signing_key_revoke', given(args));
      return print({ json }, result, () => printRevokedSigningKey(result));
    }
    default:
      return command === 'eligibility'
        ? runEligibility(database, verb === undefined ? [] : [verb, ...rest])
        : undefined;
  }
}

async function runEligibility(database: string, rest: string[]): Promise<number> {
  const known = { ...TEXT('project', 'survey', 'respondent', 'account', 'locale'), ...JSON_OPTION };
  const { json, ...args } = options(rest, known);
  const result = await runCommand(database, 'eligibility', given(args));
  return print({ json }, result, () => printEligibility(result));
}

async function jsonOf(file: string): Promise<unknown> {
  const content = file === '-' ? await text(process.stdin) : await fileToRead(file, readFile(file, 'utf8'));
  try {
    return JSON.parse(content);
  } catch {
    throw new CommandError(`${file} holds no JSON.`);
  }
}
