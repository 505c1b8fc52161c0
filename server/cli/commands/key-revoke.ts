import type { Key } from '../../../shared/contract/keys.ts';
import { keyAnswer } from '../../domain/key-answer.ts';
import { chosenProject } from '../chosen-project.ts';
import { CommandError, type Command } from '../command.ts';

export interface KeyRevokeArguments {
  project?: string;
  /** The eight characters after `elv_sk_`. */
  name?: string;
}

/** A running server refuses the key from its next request on. */
export const keyRevoke: Command<KeyRevokeArguments, Key> = async ({ storage, now }, { project: id, name = '' }) => {
  const project = await chosenProject(storage, id);
  const revoked = await storage.revokeKey({ project_id: project.id, name, actor: 'cli', now: now() });
  if (revoked === 'unknown_key') {
    throw new CommandError('--name names no key of this project: `elleve key list` shows them.');
  }
  return keyAnswer(revoked);
};
