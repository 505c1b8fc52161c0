import type { App, Context } from '../context.ts';

export function healthRoutes(app: App, { storage }: Context): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'alive' }));
  app.get('/readyz', { schema: { hide: true } }, async () => {
    await storage.ping();
    return { status: 'ready' };
  });
}
