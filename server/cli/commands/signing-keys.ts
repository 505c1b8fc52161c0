import type { MadeSigningKey, SigningKey } from '../../../shared/contract/signing-keys.ts';
import { makeSigningKey, signingKeyAnswer } from '../../domain/signing-keys.ts';
import { chosenProject } from '../chosen-project.ts';
import { CommandError, plainly, type Command } from '../command.ts';
import type { OfProject } from './surveys.ts';

export interface SigningKeyListResult {
  project_id: string;
  signing_keys: SigningKey[];
}

/** The secret is in the result and in the store, and shown nowhere again. */
export const signingKeyCreate: Command<OfProject, MadeSigningKey & { project_id: string }> = async (
  { storage, now },
  args,
) => {
  const project = await chosenProject(storage, args.project);
  const made = await plainly(async () => makeSigningKey(storage, project, 'cli', now()));
  return { project_id: project.public_id, ...made };
};

export const signingKeyList: Command<OfProject, SigningKeyListResult> = async ({ storage }, args) => {
  const project = await chosenProject(storage, args.project);
  const keys = await storage.listSigningKeys(project.id);
  return { project_id: project.public_id, signing_keys: keys.map(signingKeyAnswer) };
};

export const signingKeyRevoke: Command<OfProject & { kid?: string }, SigningKey> = async (
  { storage, now },
  { kid = '', ...args },
) => {
  const project = await chosenProject(storage, args.project);
  const revoked = await storage.revokeSigningKey({ project_id: project.id, kid, actor: 'cli', now: now() });
  if (revoked === 'unknown_signing_key') {
    throw new CommandError('--kid names no signing key of this project: `elleve signing-key list` shows them.');
  }
  return signingKeyAnswer(revoked);
};
