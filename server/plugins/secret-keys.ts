import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../shared/problem.ts';
import type { App, Context } from '../context.ts';
import { hashOfKey, isSecretKey } from '../domain/keys.ts';
import type { Project, Scope } from '../storage/storage.ts';

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
  }
}

const BEARER = /^Bearer ([^\s]+)$/i;

/** Lets a request through whose secret key is live and has the scope of the route. Runs before the body is read. */
export function requireSecretKeys(app: App, { storage, now }: Context): void {
  app.decorateRequest('project');
  app.decorateRequest('actor', '');
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const { scope } = request.routeOptions.config;
    if (scope === undefined) return;

    const authorization = request.headers.authorization;
    if (authorization === undefined) {
      reply.header('www-authenticate', 'Bearer');
      throw new Problem('missing_key');
    }
    const key = BEARER.exec(authorization)?.[1] ?? '';
    const found = isSecretKey(key) ? await storage.findKey(hashOfKey(key)) : undefined;
    if (!found || found.revoked_at !== null || (found.expires_at !== null && found.expires_at <= now())) {
      reply.header('www-authenticate', 'Bearer error="invalid_token"');
      throw new Problem('bad_key');
    }
    if (!grants(found.scopes, scope)) throw new Problem('missing_scope');
    request.project = found.project;
    request.actor = `key:${found.name}`;
  });
}

function grants(scopes: Scope[], needed: Scope): boolean {
  if (scopes.includes(needed)) return true;
  return scopes.includes('admin') && (needed === 'read' || needed === 'respond');
}
