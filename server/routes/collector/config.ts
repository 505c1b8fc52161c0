import { Config, ConfigQuery, ProjectPath } from '../../../shared/contract/collector.ts';
import type { App, Context } from '../../context.ts';
import { ConfigCache } from '../../domain/config-cache.ts';
import { problemAnswers } from '../problem-answers.ts';
import { projectOf } from './project-of.ts';

/** Short, because a page may stay open for days; stale-while-revalidate, because nobody should wait for it. */
const CACHE_CONTROL = 'public, max-age=300, stale-while-revalidate=86400';

export function configRoute(app: App, context: Context): void {
  const cache = new ConfigCache(context.storage);
  const schema = {
    summary: 'The live surveys, in one language',
    tags: ['collector'],
    params: ProjectPath,
    querystring: ConfigQuery,
    response: {
      200: { description: 'Live surveys', content: { 'application/json': { schema: Config } } },
      304: { description: 'What you have is current.', type: 'null' },
      ...problemAnswers(404),
    },
  };
  app.get('/config', { schema }, async (request, reply) => {
    const project = await projectOf(context, request.params.public_key);
    const config = await cache.get(project, request.query.locale ?? '');

    reply.header('cache-control', CACHE_CONTROL).header('etag', config.etag).header('vary', 'accept-encoding');
    if (request.headers['if-none-match'] === config.etag) return reply.code(304).send();
    reply.type('application/json; charset=utf-8');
    if (!/\bbr\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(config.body);
    return reply.header('content-encoding', 'br').send(config.brotli);
  });
}
