import { Problem } from '../../shared/problem.ts';
import type { App, Context } from '../context.ts';
import { allowsOrigin } from '../domain/origins.ts';
import type { Project } from '../storage/storage.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The project that the path names, as it was when the request began. Set on every route of the collector. */
    addressed: Project | undefined;
  }
}

/**
 * Refuses pages of origins that a project does not list. CORS alone would not: a browser sends a simple post first and asks afterwards.
 * Only reading may come without an origin, which browsers leave out on the site's own pages.
 */
export function refuseOtherOrigins(app: App, { storage }: Context): void {
  app.decorateRequest('addressed', undefined);
  app.addHook('onRequest', async (request) => {
    const { params, headers, method } = request;
    const project = await storage.findProjectByPublicKey(String((params as { public_key?: string }).public_key));
    request.addressed = project;
    if (!project || project.settings.origins.length === 0 || method === 'OPTIONS') return;
    const { origin } = headers;
    if (origin === undefined && (method === 'GET' || method === 'HEAD')) return;
    if (origin === undefined || !allowsOrigin(project.settings.origins, origin)) throw new Problem('origin_refused');
  });
}
