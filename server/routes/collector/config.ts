import type { OutgoingHttpHeaders } from 'node:http';
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
  // What was asked in the same words before needs no reading: nearly every page view asks for this.
  const again = (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    const known = request.addressed && cache.asked(request.addressed, request.raw.url!);
    if (known) answer(request, reply, known);
    else done();
  };
  app.get('/config', { schema, config: { isConfig: true }, onRequest: again }, async (request, reply) => {
    const project = request.addressed;
    if (!project) throw new Problem('unknown_project');
    const built = await cache.build(project, request.query.locale ?? '');
    cache.note(request.raw.url!, built);
    answer(request, reply, built);
  });
}

/**
 * Written past Fastify's `send`: head and body are one string on their way to the socket when the body is a text, and a text of bytes is
 * Latin-1, which `send` does not speak (docs/adr/0023-configurations-by-address.md). The hooks of the scope have set their headers by now.
 */
function answer({ headers }: FastifyRequest, reply: FastifyReply, config: BuiltConfig): void {
  reply.hijack();
  const isKnown = isHeld(config.etag, headers['if-none-match']);
  const sent = BROTLI.test(headers['accept-encoding'] ?? '') ? config.packed : config.plain;
  const set = reply.getHeaders() as OutgoingHttpHeaders;
  reply.raw.writeHead(isKnown ? 304 : 200, Object.assign(set, isKnown ? config.headers : sent.headers));
  if (isKnown) reply.raw.end();
  else reply.raw.end(sent.body, 'latin1');
}

/** Compared weakly (RFC 9110 §13.1.2): a proxy that packs the body itself weakens its tag. */
function isHeld(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
}
