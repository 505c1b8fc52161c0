import { Problem } from '../../shared/problem.ts';
import type { App, Context } from '../context.ts';
import { allowsOrigin } from '../domain/origins.ts';

/**
 * Refuses pages of origins that a project does not list. CORS alone would not: a browser sends a simple post first and asks afterwards.
 * Only reading may come without an origin, which browsers leave out on the site's own pages.
 */
export function refuseOtherOrigins(app: App, { storage }: Context): void {
  app.addHook('onRequest', async ({ params, headers, method }) => {
    const project = await storage.findProjectByPublicKey(String((params as { public_key?: string }).public_key));
    if (!project || project.settings.origins.length === 0 || method === 'OPTIONS') return;
    const { origin } = headers;
    if (origin === undefined && (method === 'GET' || method === 'HEAD')) return;
    if (origin === undefined || !allowsOrigin(project.settings.origins, origin)) throw new Problem('origin_refused');
  });
}
