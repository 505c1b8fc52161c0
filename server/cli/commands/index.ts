import { init } from './init.ts';
import { keyCreate } from './key-create.ts';
import { keyList } from './key-list.ts';
import { keyRevoke } from './key-revoke.ts';
import { projectTimezone } from './project-timezone.ts';
import { accountErase, personErase, personExportCommand } from './people.ts';
import { eligibility, surveyChange, surveyCreate, surveyList, surveyPreview } from './surveys.ts';
import { signingKeyCreate, signingKeyList, signingKeyRevoke } from './signing-keys.ts';
import { seed } from './seed.ts';

/** Every command that writes, under the name by which the command line and a running server speak of it. */
export const COMMANDS = {
  init,
  key_create: keyCreate,
  key_list: keyList,
  key_revoke: keyRevoke,
  project_timezone: projectTimezone,
  person_export: personExportCommand,
  person_erase: personErase,
  account_erase: accountErase,
  seed,
  survey_list: surveyList,
  survey_create: surveyCreate,
  survey_change: surveyChange,
  survey_preview: surveyPreview,
  eligibility,
  signing_key_create: signingKeyCreate,
  signing_key_list: signingKeyList,
  signing_key_revoke: signingKeyRevoke,
};

export type CommandName = keyof typeof COMMANDS;
export type ArgumentsOf<Name extends CommandName> = Parameters<(typeof COMMANDS)[Name]>[1];
export type ResultOf<Name extends CommandName> = Awaited<ReturnType<(typeof COMMANDS)[Name]>>;
