import { DisplayClaim, DisplayVerdict, ProjectPath } from '../../../shared/contract/collector.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { Problem } from '../../../shared/problem.ts';
import type { App, Context } from '../../context.ts';
import { refusalOf } from '../../domain/refusal.ts';
import { claimedIdentity } from '../../domain/claimed-identity.ts';
import { timeIn } from '../../domain/test-clock.ts';
import { ignoredTraits, snapshotOf } from '../../domain/trait-snapshot.ts';
import { writeToken } from '../../domain/write-token.ts';
import type { DisplayRequest, Project } from '../../storage/storage.ts';
import { problemAnswers } from '../problem-answers.ts';
import { projectOf } from './project-of.ts';

const CLAIM_MS = LIMITS.claimHours * 60 * 60 * 1000;

export function displayRoute(app: App, context: Context): void {
  const schema = {
    summary: 'May I ask now?',
    tags: ['collector'],
    params: ProjectPath,
    body: DisplayClaim,
    response: {
      200: DisplayVerdict,
      ...problemAnswers(
        400,
        'not_found',
        'unknown_project',
        'unknown_survey',
        'id_reused',
        'bad_identity_token',
        'identity_required',
        'clock_not_movable',
      ),
    },
  };
  app.post('/displays', { schema }, async (request): Promise<DisplayVerdict> => {
    const project = await projectOf(context, request.params.public_key);
    const { dropped } = request.body;
    if (dropped)
      request.log.warn({ reqId: request.id, project: project.public_id, dropped }, 'answers given up by a device');
    const claim = await displayRequest(context, project, request.body, timeIn(project, request, context));
    const decided = await context.storage.claimDisplay(claim);
    if (decided.outcome === 'id_reused') throw new Problem('id_reused');
    const aside = await asideOf(context, project, request.body);
    if (decided.outcome === 'refused') return { show: false, ...refusalOf(decided.verdict, claim.now), ...aside };
    return {
      show: true,
      write_token: writeToken(context.secret, project.public_id, claim.display_id),
      expires_at: new Date(decided.displayed_at + CLAIM_MS).toISOString(),
      ...aside,
    };
  });
}

/** What the page's developer is told by `debug`; nothing where nothing was ignored. */
async function asideOf({ storage }: Context, { id }: Project, { traits, account }: DisplayClaim) {
  if (!traits && !account?.traits) return {};
  const ignored = ignoredTraits(await storage.listTraits(id), traits, account?.traits);
  return ignored.length > 0 && { ignored_traits: ignored };
}

async function displayRequest(
  { storage }: Context,
  project: Project,
  body: DisplayClaim,
  now: number,
): Promise<DisplayRequest> {
  const survey = await storage.findSurvey(project.id, body.survey_id);
  if (!survey || body.survey_version > survey.survey.version) throw new Problem('unknown_survey');
  return {
    project_id: project.id,
    display_id: body.id,
    survey,
    survey_version: body.survey_version,
    ...(await claimedIdentity(storage, project, body, now)),
    traits: snapshotOf(await storage.listTraits(project.id), body.traits, body.account?.traits),
    touchpoint: body.touchpoint,
    locale: body.locale,
    url_path: body.url_path,
    device: body.device,
    now,
    time_zone: project.time_zone,
  };
}
