import { clockIn } from '../../../shared/calendar/clock.ts';
import { isZone } from '../../../shared/calendar/zone.ts';
import { SCOPES } from '../../../shared/contract/keys.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { randomBase62 } from '../../domain/base62.ts';
import { newPublicKey, newSecretKey } from '../../domain/keys.ts';
import { changedSurvey, newSurvey } from '../../domain/survey-definition.ts';
import type { Project } from '../../storage/storage.ts';
import { CommandError, type Command, type CommandContext } from '../command.ts';

export interface InitArguments {
  /** The product's name, as the question says it; without one the question asks about "us". */
  name?: string;
  mode?: string;
  time_zone?: string;
}

export interface InitResult {
  project_id: string;
  survey_id: string;
  public_key: string;
  secret_key: string;
}

/** A project with a live relationship survey, the traits that most vendors report by, and a key with every scope. */
export const init: Command<InitArguments, InitResult> = async (context, args) => {
  const { storage, now } = context;
  const project = await storage.createProject(projectOf(args, now()));
  await storage.declareTrait(project.id, { key: 'plan', type: 'text', of: 'account', source: 'browser' });
  await storage.declareTrait(project.id, { key: 'role', type: 'text', of: 'respondent', source: 'browser' });
  const { key, name, hash } = newSecretKey();
  const kept = { project_id: project.id, name, hash, scopes: [...SCOPES], created_at: now(), expires_at: null };
  await storage.createKey(kept);
  return {
    project_id: project.public_id,
    survey_id: await liveSurvey(context, project),
    public_key: project.public_key,
    secret_key: key,
  };
};

function projectOf({ name = '', mode = 'live', time_zone = systemZone() }: InitArguments, now: number) {
  if (Array.from(name).length > LIMITS.nameCodePoints) {
    throw new CommandError(`--name must be at most ${LIMITS.nameCodePoints} characters long.`);
  }
  if (mode !== 'live' && mode !== 'test') throw new CommandError('--mode must be live or test.');
  if (!isZone(time_zone)) throw new CommandError('--time-zone must be a zone such as Europe/Copenhagen.');
  return {
    public_id: `prj_${randomBase62(16)}`,
    public_key: newPublicKey(),
    name: name.trim(),
    mode,
    time_zone,
    created_at: now,
  } as const;
}

function systemZone(): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return isZone(zone) ? zone : 'UTC';
}

async function liveSurvey({ storage, now }: CommandContext, project: Project): Promise<string> {
  const draft = newSurvey({ name: 'Relationship', kind: 'relationship' }, now());
  await storage.createSurvey(project.id, changedSurvey(draft, { status: 'live' }, clockIn(project.time_zone, now())));
  return draft.id;
}
