import cors from '@fastify/cors';
import files from '@fastify/static';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../context.ts';
import { answerNotFound } from '../plugins/problems.ts';

const FLOATING = 'public, max-age=300, stale-while-revalidate=86400';
const IMMUTABLE = 'public, max-age=31536000, immutable';

/** The built widget: `elleve.js` moves with the version, every other file is named after its content or version. */
export async function widgetRoutes(app: App, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'elleve.js'))) {
    throw new Error(`The widget is not built: ${folder} has no elleve.js. Run \`npm run build\` first.`);
  }
  await app.register(cors, { origin: '*', methods: ['GET'] });
  app.setNotFoundHandler(answerNotFound);
  await app.register(files, {
    root: folder,
    preCompressed: true,
    cacheControl: false,
    index: false,
    setHeaders(reply, path) {
      reply.setHeader('cross-origin-resource-policy', 'cross-origin');
      reply.setHeader('vary', 'accept-encoding');
      reply.setHeader('cache-control', /elleve\.js(\.br|\.gz)?$/.test(path) ? FLOATING : IMMUTABLE);
      reply.setHeader('x-content-type-options', 'nosniff');
    },
  });
}
