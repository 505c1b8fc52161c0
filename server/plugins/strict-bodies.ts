import type { FastifyInstance } from 'fastify';
import { parseStrictJson } from '../domain/strict-json.ts';

/** Accepts JSON under the given content types only. `text/plain` is what a browser may send without a preflight. */
export function acceptStrictJson(app: FastifyInstance, contentTypes: string[]): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(contentTypes, { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, parseStrictJson(String(body)));
    } catch (error) {
      done(error as Error);
    }
  });
}
