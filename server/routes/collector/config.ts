import { Config, ConfigQuery, ProjectPath } from '../../../shared/contract/collector.ts';
import type { App, Context } from '../../context.ts';
import { ConfigCache } from '../../domain/config-cache.ts';
import { problemAnswers } from '../problem-answers.ts';
import { projectOf } from './project-of.ts';

/** Short, because a page may stay open for days; stale-while-revalidate, because nobody should wait for it. */
const CACHE_CONTROL = 'public, max-age=300, stale-while-revalidate=86400';

/** Not where it stands to be refused: `br;q=0`. */
const BROTLI = /\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/;

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
      ...problemAnswers('not_found', 'unknown_project'),
    },
  };
  app.get('/config', { schema, config: { isConfig: true } }, async (request, reply) => {
    const project = await projectOf(context, request.params.public_key);
    const config = await cache.get(project, request.query.locale ?? '');

    // Where only some origins are answered, a shared cache keeps what it got for one from the others.
    const vary = project.settings.origins.length > 0 ? 'accept-encoding, origin' : 'accept-encoding';
    reply.header('cache-control', CACHE_CONTROL).header('etag', config.etag).header('vary', vary);
    if (isHeld(config.etag, request.headers['if-none-match'])) return reply.code(304).send();
    reply.type('application/json; charset=utf-8');
    if (!BROTLI.test(request.headers['accept-encoding'] ?? '')) return reply.send(config.body);
    return reply.header('content-encoding', 'br').send(config.brotli);
  });
}

/** Compared weakly (RFC 9110 §13.1.2): a proxy that packs the body itself weakens its tag. */
function isHeld(etag: string, ifNoneMatch = ''): boolean {
  return ifNoneMatch.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
}
