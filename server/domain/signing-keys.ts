import type { MadeSigningKey, SigningKey } from '../../shared/contract/signing-keys.ts';
import { LIMITS } from '../../shared/limits.ts';
import { Problem } from '../../shared/problem.ts';
import type { Project, Storage, StoredSigningKey } from '../storage/storage.ts';
import { randomBase62 } from './base62.ts';

/** 43 characters of base 62 hold 256 bits, as much as HS256 can use (RFC 7518 §3.2). */
const SECRET_CHARACTERS = 43;

export function signingKeyAnswer({ kid, created_at, revoked_at }: Omit<StoredSigningKey, 'secret'>): SigningKey {
  return {
    kid,
    created_at: new Date(created_at).toISOString(),
    revoked_at: revoked_at === null ? null : new Date(revoked_at).toISOString(),
  };
}

/** Throws `too_many_signing_keys`. */
export async function makeSigningKey(
  storage: Storage,
  project: Project,
  actor: string,
  now: number,
): Promise<MadeSigningKey> {
  const known = await storage.listSigningKeys(project.id);
  if (known.filter((key) => key.revoked_at === null).length >= LIMITS.signingKeysPerProject) {
    throw new Problem('too_many_signing_keys');
  }
  const key = { project_id: project.id, kid: randomBase62(12), created_at: now };
  const secret = randomBase62(SECRET_CHARACTERS);
  await storage.createSigningKey({ ...key, secret, actor });
  return { ...signingKeyAnswer({ ...key, revoked_at: null }), secret };
}
