import { Key, KeyList, KeyPath, MadeKey, NewKey } from '../../../shared/contract/keys.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { Problem } from '../../../shared/problem.ts';
import type { App, Context } from '../../context.ts';
import { keyAnswer } from '../../domain/key-answer.ts';
import type { KeyUses } from '../../domain/key-uses.ts';
import { newSecretKey } from '../../domain/keys.ts';
import { grants } from '../../domain/scopes.ts';
import type { StoredKey } from '../../storage/storage.ts';
import { problemAnswers } from '../problem-answers.ts';

const config = { scope: 'admin' } as const;
const tags = ['administration'];

export function keyRoutes(app: App, { storage, now }: Context, uses: KeyUses): void {
  const answerOf = (key: StoredKey): Key => keyAnswer({ ...key, last_used_day: uses.lastDayOf(key) });

  const list = {
    summary: 'All secret keys, oldest first',
    description:
      'Those that were revoked or have expired included. Never the secret itself: only a hash of it is kept.',
    tags,
    response: { 200: KeyList, ...problemAnswers(401, 403) },
  };
  app.get('/keys', { schema: list, config }, async ({ project }) => {
    return { data: (await storage.listKeys(project.id)).map(answerOf), next_cursor: null };
  });

  const create = {
    summary: 'Make a secret key',
    description: 'The secret stands in this answer and nowhere else. A key gives away only scopes that it has itself.',
    tags,
    body: NewKey,
    response: { 201: MadeKey, ...problemAnswers(400, 401, 403, 'scope_beyond_key', 'too_many_keys') },
  };
  app.post('/keys', { schema: create, config }, async ({ project, scopes, actor, body }, reply): Promise<MadeKey> => {
    if (!body.scopes.every((scope) => grants(scopes, scope))) throw new Problem('scope_beyond_key');
    const expires = expiryOf(body, now());
    const live = (await storage.listKeys(project.id)).filter((key) => isLive(key, now()));
    if (live.length >= LIMITS.keysPerProject) throw new Problem('too_many_keys');

    const { key, name, hash } = newSecretKey();
    const kept = { project_id: project.id, name, hash, scopes: body.scopes, created_at: now(), expires_at: expires };
    await storage.createKey(kept, actor);
    reply.code(201);
    return { ...keyAnswer({ ...kept, revoked_at: null, last_used_day: null }), key };
  });

  const revoke = {
    summary: 'Revoke a secret key',
    description: 'It opens nothing from the next request on, for ever; it stays in the list.',
    tags,
    params: KeyPath,
    response: { 200: Key, ...problemAnswers(401, 403, 'not_found', 'unknown_key') },
  };
  app.delete('/keys/:name', { schema: revoke, config }, async ({ project, params, actor }): Promise<Key> => {
    const revoked = await storage.revokeKey({ project_id: project.id, name: params.name, actor, now: now() });
    if (revoked === 'unknown_key') throw new Problem('unknown_key');
    return answerOf(revoked);
  });
}

function expiryOf({ expires_at }: NewKey, now: number): number | null {
  if (expires_at === undefined) return null;
  const expires = Date.parse(expires_at);
  if (expires > now) return expires;
  throw new Problem('invalid_request', { errors: [{ path: '/expires_at', message: 'is not an instant to come' }] });
}

function isLive({ revoked_at, expires_at }: StoredKey, now: number): boolean {
  return revoked_at === null && (expires_at === null || expires_at > now);
}
