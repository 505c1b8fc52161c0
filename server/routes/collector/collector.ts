import { LIMITS } from '../../../shared/limits.ts';
import type { App, Context } from '../../context.ts';
import type { RequestLimits } from '../../domain/request-limits.ts';
import { answerNotFound } from '../../plugins/problems.ts';
import { refuseOtherOrigins } from '../../plugins/allowed-origins.ts';
import { letPagesRead } from '../../plugins/cross-origin.ts';
import { limitCollector } from '../../plugins/request-limits.ts';
import { acceptStrictJson } from '../../plugins/strict-bodies.ts';
import { acceptStrictQueries } from '../../plugins/strict-queries.ts';
import { changeRoute } from './changes.ts';
import { configRoute } from './config.ts';
import { dismissalRoute } from './dismissals.ts';
import { displayRoute } from './displays.ts';
import { responseRoute } from './responses.ts';

/** Everything a widget may say, from any page: `/c/:public_key/…`. */
export async function collectorRoutes(app: App, context: Context, limits: RequestLimits | undefined): Promise<void> {
  letPagesRead(app);
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
