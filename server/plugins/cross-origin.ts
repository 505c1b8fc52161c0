import type { App } from '../context.ts';
import { CLOCK_HEADER } from '../domain/test-clock.ts';
import { LIMIT_HEADERS } from './request-limits.ts';

/** What lets a page of any site read an answer, and nobody take it for anything else. */
const FOR_EVERY_PAGE = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': LIMIT_HEADERS.join(', '),
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
};

const FOR_PREFLIGHTS = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': ['content-type', CLOCK_HEADER].join(', '),
  'access-control-max-age': '86400',
  // Safari waits for a body where this is missing.
  'content-length': '0',
};

/**
 * Every page may speak to these routes, without credentials. To be called before what limits or refuses: those answers are read as well,
 * and a preflight is only a question. An odd one is answered like any other: nothing is allowed by it that was not.
 */
export function letPagesRead(app: App): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(FOR_EVERY_PAGE);
    if (request.method === 'OPTIONS') reply.code(204).headers(FOR_PREFLIGHTS).send();
    else done();
  });
  // There must be a route, or the hook would hear of no preflight.
  app.options('*', { schema: { hide: true } }, (_request, reply) => reply.send());
}
