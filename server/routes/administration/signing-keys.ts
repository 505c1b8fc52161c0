import { MadeSigningKey, SigningKey, SigningKeyList, SigningKeyPath } from '../../../shared/contract/signing-keys.ts';
import { Problem } from '../../../shared/problem.ts';
import type { App, Context } from '../../context.ts';
import { makeSigningKey, signingKeyAnswer } from '../../domain/signing-keys.ts';
import { Strict } from '../../../shared/contract/common.ts';
import { problemAnswers } from '../problem-answers.ts';

const config = { scope: 'admin' } as const;
const tags = ['administration'];

export function signingKeyRoutes(app: App, { storage, now }: Context): void {
  const list = {
    summary: 'All signing keys, oldest first',
    description: 'Those that were revoked included. Never their secrets.',
    tags,
    response: { 200: SigningKeyList, ...problemAnswers(401, 403) },
  };
  app.get('/signing-keys', { schema: list, config }, async ({ project }) => {
    return { data: (await storage.listSigningKeys(project.id)).map(signingKeyAnswer), next_cursor: null };
  });

  const create = {
    summary: 'Make a signing key',
    description:
      'Your server signs with it who a person is. To change keys, sign with the new one, then revoke the old.',
    tags,
    body: Strict({}),
    response: { 201: MadeSigningKey, ...problemAnswers(400, 401, 403, 'too_many_signing_keys') },
  };
  app.post('/signing-keys', { schema: create, config }, async ({ project, actor }, reply): Promise<MadeSigningKey> => {
    const made = await makeSigningKey(storage, project, actor, now());
    reply.code(201);
    return made;
  });

  const revoke = {
    summary: 'Revoke a signing key',
    description: 'Tokens signed with it prove nothing from the next request on; it stays in the list.',
    tags,
    params: SigningKeyPath,
    response: { 200: SigningKey, ...problemAnswers(401, 403, 'not_found', 'unknown_signing_key') },
  };
  app.delete('/signing-keys/:kid', { schema: revoke, config }, async ({ project, params, actor }) => {
    const revoked = await storage.revokeSigningKey({ project_id: project.id, kid: params.kid, actor, now: now() });
    if (revoked === 'unknown_signing_key') throw new Problem('unknown_signing_key');
    return signingKeyAnswer(revoked);
  });
}
