import { isZone } from '../../../shared/calendar/zone.ts';
import { Project, ProjectChange } from '../../../shared/contract/project.ts';
import { Problem } from '../../../shared/problem.ts';
import type { App, Context } from '../../context.ts';
import { isAllowableOrigin } from '../../domain/origins.ts';
import type { Project as StoredProject, Storage } from '../../storage/storage.ts';
import { problemAnswers } from '../problem-answers.ts';

const config = { scope: 'admin' } as const;
const tags = ['administration'];

export function projectRoutes(app: App, { storage }: Context): void {
  const read = { summary: 'The project of this key', tags, response: { 200: Project, ...problemAnswers(401, 403) } };
  app.get('/project', { schema: read, config }, async ({ project }) => answerOf(project));

  const change = {
    summary: 'Change the project of this key',
    description: 'Time zone and fiscal start only until the first display: days that were counted stay what they are.',
    tags,
    body: ProjectChange,
    response: { 200: Project, ...problemAnswers(400, 401, 403, 'zone_in_use', 'unknown_trait') },
  };
  app.patch('/project', { schema: change, config }, async ({ project, body }) => {
    const { name, time_zone, ...settings } = body;
    if (time_zone !== undefined && !isZone(time_zone)) {
      throw new Problem('invalid_request', { errors: [{ path: '/time_zone', message: 'is not a time zone' }] });
    }
    insistOnOrigins(settings.origins ?? []);
    await insistOnRevenueTrait(storage, project.id, settings.revenue_trait);
    const changed = await storage.changeProject(project.id, {
      ...(name !== undefined && { name: name.trim() }),
      ...(time_zone !== undefined && { time_zone }),
      settings,
    });
    if (changed === 'zone_in_use') throw new Problem('zone_in_use');
    return answerOf(changed);
  });
}

function insistOnOrigins(origins: string[]): void {
  const errors = origins.flatMap((origin, place) =>
    isAllowableOrigin(origin)
      ? []
      : [{ path: `/origins/${place}`, message: 'is not an origin such as https://app.example.com' }],
  );
  if (errors.length > 0) throw new Problem('invalid_request', { errors });
}

/** Only a declared number of an account can weigh it. */
async function insistOnRevenueTrait(
  storage: Storage,
  projectId: number,
  key: string | null | undefined,
): Promise<void> {
  if (key === undefined || key === null) return;
  const declared = await storage.listTraits(projectId);
  if (declared.some((trait) => trait.key === key && trait.of === 'account' && trait.type === 'number')) return;
  throw new Problem('unknown_trait', {
    errors: [{ path: '/revenue_trait', message: 'is not a declared number of an account' }],
  });
}

function answerOf({ public_id, name, mode, time_zone, public_key, created_at, settings }: StoredProject): Project {
  const {
    hemisphere,
    fiscal_start_month,
    revenue_trait,
    hide_small_groups,
    identity,
    origins,
    retention,
    mask_comments,
  } = settings;
  return {
    id: public_id,
    name,
    mode,
    time_zone,
    public_key,
    hemisphere,
    fiscal_start_month,
    revenue_trait,
    hide_small_groups,
    identity,
    origins,
    retention,
    mask_comments,
    created_at: new Date(created_at).toISOString(),
  };
}
