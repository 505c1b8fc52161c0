import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config, ConfigQuery, ProjectPath } from '../../../shared/contract/collector.ts';
import { Problem } from '../../../shared/problem.ts';
import type { App, Context } from '../../context.ts';
import { ConfigCache, type BuiltConfig } from '../../domain/config-cache.ts';
import { problemAnswers } from '../problem-answers.ts';

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
  app.get('/config', { schema, config: { isConfig: true } }, (request, reply) => {
    const project = request.addressed;
    if (!project) throw new Problem('unknown_project');
    const locale = request.query.locale ?? '';
    const known = cache.known(project, locale);
    // No promise where none is needed: nearly every page view asks for this.
    if (known) return answer(request, reply, known);
    return cache.build(project, locale).then((built) => answer(request, reply, built));
  });
}

function answer({ headers }: FastifyRequest, reply: FastifyReply, config: BuiltConfig): FastifyReply {
  reply.headers(config.headers);
  if (isHeld(config.etag, headers['if-none-match'])) return reply.code(304).send();
  reply.type('application/json; charset=utf-8');
  if (!BROTLI.test(headers['accept-encoding'] ?? '')) return reply.send(config.body);
  return reply.header('content-encoding', 'br').send(config.brotli);
}

/** Compared weakly (RFC 9110 §13.1.2): a proxy that packs the body itself weakens its tag. */
function isHeld(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
}
