import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Scope } from '../../shared/contract/keys.ts';
import { Problem } from '../../shared/problem.ts';
import type { App, Context } from '../context.ts';
import type { KeyUses } from '../domain/key-uses.ts';
import { hasHash, nameOfKey } from '../domain/keys.ts';
import { grants } from '../domain/scopes.ts';
import type { Project, Storage, StoredKey } from '../storage/storage.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The scope a secret key must have; every `/v1` route names one. */
    scope?: Scope;
  }
  interface FastifyRequest {
    /** The tenant, from the key alone. Set on every `/v1` route. */
    project: Project;
    /** Who asks, as the audit names them: `key:` and the public part of the key. Set on every `/v1` route. */
    actor: string;
    /** What the key may do. Set on every `/v1` route. */
    scopes: Scope[];
  }
}

const BEARER = /^Bearer ([^\s]+)$/i;
const WRITE_DOWN_EVERY_MS = 60_000;

/** Lets a request through whose secret key is live and has the scope of the route. Runs before the body is read. */
export function requireSecretKeys(app: App, { storage, now }: Context, uses: KeyUses): void {
  app.decorateRequest('project');
  app.decorateRequest('actor', '');
  app.decorateRequest('scopes');
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const { scope } = request.routeOptions.config;
    if (scope === undefined) return;

    const authorization = request.headers.authorization;
    if (authorization === undefined) {
      reply.header('www-authenticate', 'Bearer');
      throw new Problem('missing_key');
    }
    const found = await findKey(storage, BEARER.exec(authorization)?.[1] ?? '');
    if (!found || found.revoked_at !== null || (found.expires_at !== null && found.expires_at <= now())) {
      reply.header('www-authenticate', 'Bearer error="invalid_token"');
      throw new Problem('bad_key');
    }
    uses.note(found, now());
    if (!grants(found.scopes, scope)) throw new Problem('missing_scope');
    request.project = found.project;
    request.actor = `key:${found.name}`;
    request.scopes = found.scopes;
  });
  writeUsesDown(app, storage, uses);
}

/** By its readable part, then by its hash: read from the store each time, so that a revoked key is refused at once. */
async function findKey(storage: Storage, key: string): Promise<StoredKey | undefined> {
  const name = nameOfKey(key);
  if (name === undefined) return undefined;
  return (await storage.findKeys(name)).find(({ hash }) => hasHash(key, hash));
}

function writeUsesDown(app: App, storage: Storage, uses: KeyUses): void {
  async function write(): Promise<void> {
    const taken = uses.take();
    if (taken.length === 0) return;
    try {
      await storage.noteKeyUse(taken);
    } catch (error) {
      // A day in a list is worth no failure: it is noted again at the next use.
      app.log.warn({ err: error }, 'key uses not written down');
    }
  }
  const timer = setInterval(() => void write(), WRITE_DOWN_EVERY_MS);
  timer.unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await write();
  });
}
