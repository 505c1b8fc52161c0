import { Type } from 'typebox';
import { Strict } from '../../../shared/contract/common.ts';
import { Problem } from '../../../shared/problem.ts';
import type { App, Context } from '../../context.ts';
import { previewedBy, type Previewed } from '../../domain/preview-link.ts';
import { acceptStrictJson } from '../../plugins/strict-bodies.ts';
import type { Project, StoredSurvey } from '../../storage/storage.ts';
import { previewPage, PREVIEW_POLICY } from './preview-page.ts';
import { unrecordedCollector } from './unrecorded-collector.ts';

/** What a preview shows, read anew with each request: an edit is seen by loading the page again. */
export type FindPreviewed = (token: string) => Promise<{ project: Project; survey: StoredSurvey['survey'] }>;

/** `/s/preview/:token`: the real widget in a page of ours, speaking to a collector that keeps nothing. */
export async function previewRoutes(app: App, context: Context): Promise<void> {
  const find: FindPreviewed = async (token) => {
    const previewed = previewedBy(token, context);
    const found = previewed && (await surveyOf(context, previewed));
    if (!found) throw new Problem('unknown_preview');
    return found;
  };

  acceptStrictJson(app, ['application/json', 'text/plain']);
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex');
  });
  const schema = {
    hide: true,
    params: Strict({ token: Type.String() }),
    querystring: Strict({ locale: Type.Optional(Type.String({ maxLength: 35 })) }),
  };
  app.get('/', { schema, exposeHeadRoute: false }, async ({ params, query }, reply) => {
    const { project, survey } = await find(params.token);
    reply.header('content-security-policy', PREVIEW_POLICY).type('text/html; charset=utf-8');
    return previewPage(project, survey, params.token, query.locale);
  });
  unrecordedCollector(app, context, find);
}

async function surveyOf({ storage }: Context, { publicKey, surveyId }: Previewed) {
  const project = await storage.findProjectByPublicKey(publicKey);
  const found = project && (await storage.findSurvey(project.id, surveyId));
  return project && found ? { project, survey: found.survey } : undefined;
}
