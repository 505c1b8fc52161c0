import cors from '@fastify/cors';
import { LIMITS } from '../../../shared/limits.ts';
import type { App, Context } from '../../context.ts';
import type { RequestLimits } from '../../domain/request-limits.ts';
import { CLOCK_HEADER } from '../../domain/test-clock.ts';
import { answerNotFound } from '../../plugins/problems.ts';
import { refuseOtherOrigins } from '../../plugins/allowed-origins.ts';
import { LIMIT_HEADERS, limitCollector } from '../../plugins/request-limits.ts';
import { acceptStrictJson } from '../../plugins/strict-bodies.ts';
import { acceptStrictQueries } from '../../plugins/strict-queries.ts';
import { changeRoute } from './changes.ts';
import { configRoute } from './config.ts';
import { dismissalRoute } from './dismissals.ts';
import { displayRoute } from './displays.ts';
import { responseRoute } from './responses.ts';

/** Everything a widget may say, from any page: `/c/:public_key/…`. */
export async function collectorRoutes(app: App, context: Context, limits: RequestLimits | undefined): Promise<void> {
  await app.register(cors, {
    origin: '*',
    methods: ['GET', 'POST'],
    allowedHeaders: ['content-type', CLOCK_HEADER],
    exposedHeaders: LIMIT_HEADERS,
    // An odd preflight is answered like any other: nothing is allowed by it that was not.
    strictPreflight: false,
    maxAge: 86_400,
  });
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('cross-origin-resource-policy', 'cross-origin').header('x-content-type-options', 'nosniff');
    done();
  });
  if (limits) await limitCollector(app, limits);
  refuseOtherOrigins(app, context);
  acceptStrictJson(app, ['application/json', 'text/plain']);
  acceptStrictQueries(app);
  // A route of its own for what is not found, so that these answers carry the CORS headers too.
  app.setNotFoundHandler(answerNotFound);
  app.addHook('onRoute', (route) => {
    route.bodyLimit = LIMITS.bodyBytes;
  });

  configRoute(app, context);
  displayRoute(app, context);
  responseRoute(app, context);
  changeRoute(app, context);
  dismissalRoute(app, context);
}
