import type { Erased, PersonExport } from '../../../shared/contract/erasure.ts';
import { erasedAnswer } from '../../domain/erased-answer.ts';
import { personExport } from '../../domain/person-export.ts';
import { chosenProject } from '../chosen-project.ts';
import { CommandError, type Command, type CommandContext } from '../command.ts';

export interface PersonArguments {
  project?: string;
  /** The vendor's own id of the person or company, or the random one of an anonymous visitor. */
  id?: string;
}

export const personExportCommand: Command<PersonArguments, PersonExport> = async (
  { storage },
  { project: name, id },
) => {
  const project = await chosenProject(storage, name);
  const person = await storage.findPerson(project.id, named(id));
  if (!person) throw new CommandError('--id names nobody whom this project knows.');
  return personExport(named(id), person);
};

export const personErase: Command<PersonArguments, Erased> = async (context, args) => {
  const erased = await context.storage.eraseRespondent(await erasureOf(context, args));
  if (erased === 'unknown') throw new CommandError('--id names nobody whom this project knows.');
  return erasedAnswer(erased);
};

export const accountErase: Command<PersonArguments, Erased> = async (context, args) => {
  const erased = await context.storage.eraseAccount(await erasureOf(context, args));
  if (erased === 'unknown') throw new CommandError('--id names no account that this project knows.');
  return erasedAnswer(erased);
};

async function erasureOf({ storage, now }: CommandContext, { project, id }: PersonArguments) {
  return { project_id: (await chosenProject(storage, project)).id, id: named(id), actor: 'cli', now: now() };
}

function named(id: string | undefined): string {
  if (id === undefined || id === '') throw new CommandError('--id is missing: the id of the person or account.');
  return id;
}
