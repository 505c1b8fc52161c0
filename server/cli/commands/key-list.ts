import type { Key } from '../../../shared/contract/keys.ts';
import { keyAnswer } from '../../domain/key-answer.ts';
import { chosenProject } from '../chosen-project.ts';
import type { Command } from '../command.ts';

export interface KeyListArguments {
  project?: string;
}

export interface KeyListResult {
  project_id: string;
  keys: Key[];
}

/** The day of the last use is written down once a minute, so it may lag by that much. */
export const keyList: Command<KeyListArguments, KeyListResult> = async ({ storage }, args) => {
  const project = await chosenProject(storage, args.project);
  return { project_id: project.public_id, keys: (await storage.listKeys(project.id)).map(keyAnswer) };
};
