import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { fastify, LogController, type FastifyServerOptions } from 'fastify';
import { ProblemAnswer } from '../shared/contract/common.ts';
import { Project } from '../shared/contract/project.ts';
import { AccountReport } from '../shared/contract/accounts-report.ts';
import { AuditEntry } from '../shared/contract/audit.ts';
import { BreakdownGroup } from '../shared/contract/breakdown.ts';
import { Bucket } from '../shared/contract/reporting.ts';
import { Erased } from '../shared/contract/erasure.ts';
import { Key } from '../shared/contract/keys.ts';
import { Account, Respondent } from '../shared/contract/people.ts';
import { Response } from '../shared/contract/responses.ts';
import { SigningKey } from '../shared/contract/signing-keys.ts';
import { Survey } from '../shared/contract/surveys.ts';
import { TagGroup, Term } from '../shared/contract/terms.ts';
import { Trait } from '../shared/contract/traits.ts';
import { LIMITS } from '../shared/limits.ts';
import type { App, Context } from './context.ts';
import { KeyUses } from './domain/key-uses.ts';
import type { RequestLimits } from './domain/request-limits.ts';
import { protectPages } from './plugins/browser-safety.ts';
import { refuseClient } from './plugins/client-errors.ts';
import { closeGracefully } from './plugins/graceful-close.ts';
import { describeApi } from './plugins/openapi.ts';
import { showDocs } from './plugins/docs-page.ts';
import { answerNotFound, answerProblems, problemOf, sendProblem } from './plugins/problems.ts';
import { logRefusals } from './plugins/request-log.ts';
import { limitRest } from './plugins/request-limits.ts';
import { trustedProxies } from './plugins/trusted-proxies.ts';
import { requireSecretKeys } from './plugins/secret-keys.ts';
import { compiledWhenUsed } from './plugins/lazy-schemas.ts';
import { acceptStrictJson } from './plugins/strict-bodies.ts';
import { acceptStrictQueries } from './plugins/strict-queries.ts';
import { erasureRoutes } from './routes/administration/erasure.ts';
import { flaggedRoutes } from './routes/administration/flagged.ts';
import { keyRoutes } from './routes/administration/keys.ts';
import { levelRoutes } from './routes/administration/levels.ts';
import { markerRoutes } from './routes/administration/markers.ts';
import { projectRoutes } from './routes/administration/project.ts';
import { surveyRoutes } from './routes/administration/surveys.ts';
import { peopleRoutes } from './routes/administration/people.ts';
import { signingKeyRoutes } from './routes/administration/signing-keys.ts';
import { traitRoutes } from './routes/administration/traits.ts';
import { collectorRoutes } from './routes/collector/collector.ts';
import { healthRoutes } from './routes/health.ts';
import { accountsRoute } from './routes/reporting/accounts.ts';
import { breakdownRoute } from './routes/reporting/breakdown.ts';
import { coverageRoute } from './routes/reporting/coverage.ts';
import { markerReportRoute } from './routes/reporting/marker-report.ts';
import { eligibilityRoute } from './routes/reporting/eligibility.ts';
import { metricsRoute } from './routes/reporting/metrics.ts';
import { auditRoute } from './routes/administration/audit.ts';
import { exportRoute } from './routes/reporting/export.ts';
import { responseRoutes } from './routes/reporting/responses.ts';
import { seriesRoute } from './routes/reporting/series.ts';
import { termsRoute } from './routes/reporting/terms.ts';
import { previewRoutes } from './routes/preview/preview.ts';
import { widgetRoutes } from './routes/widget.ts';

export interface AppOptions extends Context {
  /** The folder with the built widget. */
  widgetFolder: string;
  logger?: FastifyServerOptions['logger'];
  /** Absent: nobody is limited. */
  limits?: RequestLimits | undefined;
  /** CIDRs of the proxies whose `X-Forwarded-For` is believed. */
  trustedProxies?: string[] | undefined;
}

/** The whole server, ready to listen or to be injected into. It reads no environment and owns no process. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { widgetFolder, logger = false, limits, trustedProxies: proxies = [], ...context } = options;
  const app: App = fastify({
    logger,
    logController: new LogController({ disableRequestLogging: true }),
    // A line about a request names it by itself: a logger for each request would cost more than all lines together.
    childLoggerFactory: (parent) => parent,
    bodyLimit: LIMITS.bodyBytes,
    // No proxy is trusted by default: whoever may name any address is limited by none.
    trustProxy: proxies.length > 0 && trustedProxies(proxies),
    ...TIMEOUTS,
    forceCloseConnections: 'idle',
    // While it stops, what arrives on an open connection is still answered: the store closes last.
    return503OnClosing: false,
    // An id of a vendor's own, percent-encoded at its longest.
    routerOptions: { maxParamLength: LIMITS.idCodePoints * 12 },
    clientErrorHandler: refuseClient,
    ajv: {
      // null, false and [9] are not scores, and a field nobody declared is an error.
      customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false },
    },
    schemaController: { compilersFactory: compiledWhenUsed() },
    // Raised before a route is known, so no plugin of a route can add what lets a page read it.
    frameworkErrors: (error, _request, reply) =>
      sendProblem(reply.header('access-control-allow-origin', '*'), problemOf(error)),
  }).withTypeProvider<TypeBoxTypeProvider>();

  for (const schema of [
    ProblemAnswer,
    Project,
    AccountReport,
    Bucket,
    BreakdownGroup,
    Response,
    Survey,
    Trait,
    AuditEntry,
    Key,
    SigningKey,
    Respondent,
    Account,
    Erased,
    TagGroup,
    Term,
  ])
    app.addSchema(schema);
  closeGracefully(app);
  answerProblems(app);
  logRefusals(app);
  await describeApi(app);

  await app.register(async (scope) => collectorRoutes(scope, context, limits), { prefix: '/c/:public_key' });
  await app.register(async (scope) => widgetRoutes(scope, widgetFolder), { prefix: '/w' });
  await app.register(async (scope) => ownPages(scope, context, limits));
  return app;
}

/** All that no other site loads. A scope of its own, because a hook of a scope also runs for what was registered in it before. */
async function ownPages(app: App, context: Context, limits: RequestLimits | undefined): Promise<void> {
  await protectPages(app);
  app.setNotFoundHandler(answerNotFound);
  await showDocs(app);
  await app.register(async (scope) => previewRoutes(scope, context), { prefix: '/s/preview/:token' });
  await app.register(async (scope) => reportingAndAdministration(scope, context, limits), { prefix: '/v1' });
  healthRoutes(app, context);
}

/** Half-sent requests and connections on which nobody speaks would stay open for ever: they are closed after 14 seconds at most. */
const TIMEOUTS = {
  requestTimeout: 12_000,
  http: { headersTimeout: 8_000, connectionsCheckingInterval: 2_000 },
  // Longer than the usual minute of a proxy, so that the proxy closes first and no request is lost on the way.
  keepAliveTimeout: 72_000,
  // Also an answer that nobody takes.
  connectionTimeout: 90_000,
};

async function reportingAndAdministration(
  app: App,
  context: Context,
  limits: RequestLimits | undefined,
): Promise<void> {
  const uses = new KeyUses();
  const authenticate = () => requireSecretKeys(app, context, uses);
  if (limits) await limitRest(app, limits, authenticate);
  else authenticate();
  acceptStrictJson(app, ['application/json']);
  acceptStrictQueries(app);
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  metricsRoute(app, context);
  seriesRoute(app, context);
  breakdownRoute(app, context);
  accountsRoute(app, context);
  coverageRoute(app, context);
  eligibilityRoute(app, context);
  markerReportRoute(app, context);
  termsRoute(app, context);
  exportRoute(app, context);
  responseRoutes(app, context);
  projectRoutes(app, context);
  keyRoutes(app, context, uses);
  erasureRoutes(app, context);
  flaggedRoutes(app, context);
  surveyRoutes(app, context);
  traitRoutes(app, context);
  peopleRoutes(app, context);
  signingKeyRoutes(app, context);
  markerRoutes(app, context);
  levelRoutes(app, context);
  auditRoute(app, context);
}
