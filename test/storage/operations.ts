import { getRandomValues } from 'node:crypto';
import { randomBase62 } from '../../server/domain/base62.ts';
import { newPublicKey } from '../../server/domain/keys.ts';
import { clockIn } from '../../shared/calendar/clock.ts';
import { changedSurvey, newSurvey } from '../../server/domain/survey-definition.ts';
import type { DisplayRequest, Project, ResponseRecord, Storage, StoredSurvey } from '../../server/storage/storage.ts';
import { uuidv7 } from '../../shared/uuid.ts';

export const NOW = Date.UTC(2026, 2, 10, 12);
const DAY = Math.floor(NOW / 86_400_000);

export const newId = () => uuidv7(NOW, getRandomValues(new Uint8Array(16)));

export interface Tenant {
  project: Project;
  survey: StoredSurvey;
}

/** A project with one live survey. */
export async function makeTenant(storage: Storage): Promise<Tenant> {
  const project = await storage.createProject({
    public_id: `prj_${randomBase62(16)}`,
    public_key: newPublicKey(),
    name: 'Ledgerly',
    mode: 'live',
    time_zone: 'UTC',
    created_at: NOW,
  });
  const draft = newSurvey({ name: 'Relationship' }, NOW);
  await storage.createSurvey(project.id, changedSurvey(draft, { status: 'live' }, clockIn('UTC', NOW)));
  return { project, survey: (await storage.findSurvey(project.id, draft.id))! };
}

export function claimOf(
  { project, survey }: Tenant,
  person: string,
  more: Partial<DisplayRequest> = {},
): DisplayRequest {
  return {
    project_id: project.id,
    display_id: newId(),
    survey,
    survey_version: 1,
    person: { id: person, anonymous: false },
    device_id: undefined,
    account: undefined,
    traits: {},
    touchpoint: undefined,
    locale: undefined,
    url_path: undefined,
    device: undefined,
    identity: 'claimed',
    now: NOW,
    time_zone: 'UTC',
    ...more,
  };
}

export function answerTo(display: DisplayRequest, more: Partial<ResponseRecord> = {}): ResponseRecord {
  return {
    project_id: display.project_id,
    response_id: newId(),
    display_id: display.display_id,
    channel: 'widget',
    score: 9,
    comment: null,
    contact_ok: null,
    responded_at: NOW,
    received_at: NOW,
    day: DAY,
    ...more,
  };
}

/** The ids of a project's responses to one survey, newest first. */
export async function responseIds(storage: Storage, { project, survey }: Tenant): Promise<string[]> {
  const filter = { project_id: project.id, surveys: [survey.internal_id], days: {}, traits: [] };
  return (await storage.listResponses(filter, { order: 'newest' }, 1_000)).responses.map(({ id }) => id);
}
