import type { ProblemCode } from '../../shared/problem.ts';
import { LIMITS } from '../../shared/limits.ts';
import { newSecretKey } from '../../server/domain/keys.ts';
import { newSurvey } from '../../server/domain/survey-definition.ts';
import { STAND_INS, type ExampleProject } from './example-project.ts';
import type { ExampleRequest } from './example-requests.ts';
import type { Answered, Player } from './play.ts';

interface Stage {
  project: ExampleProject;
  player: Player;
  /** The scope that the operation needs, where it needs a key. */
  scope: string | undefined;
}

/** Turns a request that succeeds into one that is refused with a certain code, or plays a whole scene that ends in it. */
type Provocation = (request: ExampleRequest, stage: Stage) => Promise<Answered>;

const changed =
  (change: (request: ExampleRequest) => Partial<ExampleRequest>): Provocation =>
  (request, { player }) =>
    player.play({ ...request, ...change(request) });
const asked = (query: NonNullable<ExampleRequest['query']>) =>
  changed((request) => ({ query: { ...request.query, ...query } }));
const sent = (body: unknown) => changed(() => ({ body }));
const filled = (fields: object) => changed(({ body }) => ({ body: { ...(body as object), ...fields } }));
const named = (params: Record<string, string>) => changed((request) => ({ params: { ...request.params, ...params } }));

const OTHER_ID = '019aa0c1-5a00-7707-8707-0707070000ff';
const OTHER_MARKER = 'mrk_0000000000000000';
const OTHER_SURVEY = 'srv_0000000000000000';
const HOUR_MS = 3_600_000;

function markerAt(place: number) {
  return { id: `mrk_${String(place).padStart(16, 'M')}`, name: 'One', start: 0, end: null };
}

export const PROVOCATIONS: Partial<Record<ProblemCode, Provocation>> = {
  invalid_request: (request, stage) =>
    (request.body === undefined ? asked({ nonsense: '1' }) : filled({ nonsense: 1 }))(request, stage),
  origin_refused: async (request, { player, project }) => {
    const { id, settings } = (await project.storage.findProjectByPublicKey(project.public_key))!;
    await project.storage.changeProject(id, { settings: { ...settings, origins: ['https://app.example.com'] } });
    try {
      return await player.play(request, { headers: { origin: 'https://example.net' } });
    } finally {
      await project.storage.changeProject(id, { settings });
    }
  },
  missing_key: (request, { player }) => player.play(request, { key: null }),
  bad_key: (request, { player }) => player.play(request, { key: 'elv_sk_wrong' }),
  missing_scope: async (request, { player, project, scope }) =>
    player.play(request, { key: await project.newKey(scope === 'erase' ? 'read' : 'erase') }),

  invalid_json: sent('{"score": 9'),
  duplicate_key: sent('{"name": "a", "name": "b"}'),
  malformed_text: asked({ nonsense: '\u0000' }),
  body_too_large: sent(JSON.stringify({ name: 'x'.repeat(LIMITS.bodyBytes) })),
  unsupported_media_type: (request, { player }) => player.play(request, { type: 'text/html' }),

  not_found: changed(({ params }) => ({
    params: Object.fromEntries(Object.keys(params!).map((name) => [name, 'nothing'])),
  })),
  unknown_project: named({ public_key: 'elv_pk_0000000000000000000000' }),
  unknown_respondent: named({ id: 'nobody' }),
  unknown_account: named({ id: 'nobody' }),
  unknown_response: named({ id: OTHER_ID }),
  unknown_marker: (request, stage) =>
    request.params
      ? named({ id: OTHER_MARKER })(request, stage)
      : asked({ since: '2026-10-01', until: '2026-10-31', compare: `marker:${OTHER_MARKER}` })(request, stage),
  unknown_survey: (request, stage) => {
    if (request.operation.endsWith('/displays'))
      return filled({ id: OTHER_ID, survey_id: OTHER_SURVEY })(request, stage);
    return (request.params?.['id']?.startsWith('srv_') ? named({ id: OTHER_SURVEY }) : asked({ survey: OTHER_SURVEY }))(
      request,
      stage,
    );
  },
  unknown_trait: (request, stage) =>
    (request.body === undefined
      ? asked({ where: { shoe_size: '44' } })
      : filled(
          request.operation.endsWith('/project') ? { revenue_trait: 'shoe_size' } : { traits: { shoe_size: 44 } },
        ))(request, stage),

  mixed_kinds: asked({ survey: STAND_INS.survey, kind: 'transactional' }),
  reversed_range: (request, stage) => {
    if (request.operation.endsWith('/levels')) {
      return filled({ baseline: { name: 'Backwards', since: '2026-02-01', until: '2026-01-01' } })(request, stage);
    }
    const backwards = { since: '2026-02-01', until: '2026-01-01' };
    return (request.body === undefined ? asked(backwards) : filled(backwards))(request, stage);
  },
  range_needed: changed(() => ({ query: { compare: 'previous_period' } })),
  overlapping_ranges: asked({ since: '2026-10-01', until: '2026-10-31', compare: '2026-09-01..2026-10-01' }),
  too_many_buckets: asked({ bucket: 'day', since: '2020-01-01', until: '2026-01-01' }),
  invalid_cursor: asked({ cursor: STAND_INS.cursor }),

  levels_not_ascending: filled({
    levels: [
      { name: 'good', from: 30 },
      { name: 'bad', from: 0 },
    ],
  }),
  too_many_markers: async (request, { player, project }) => {
    const { id } = (await project.storage.findProjectByPublicKey(project.public_key))!;
    const places = Array.from({ length: LIMITS.markersPerProject }, (_, place) => place);
    await Promise.all(places.map(async (place) => project.storage.putMarker(id, markerAt(place))));
    return player.play(request);
  },
  too_many_surveys: async (request, { player, project }) => {
    const { id } = (await project.storage.findProjectByPublicKey(project.public_key))!;
    const surveys = Array.from({ length: LIMITS.surveysPerProject }, () =>
      newSurvey({ name: 'One' }, project.clock.now),
    );
    await Promise.all(surveys.map(async (survey) => project.storage.createSurvey(id, survey)));
    return player.play(request);
  },
  status_refused: filled({ status: 'draft' }),
  version_conflict: async (request, { player, project }) => {
    project.clock.now += 1;
    const [one, other] = await Promise.all([player.play(request), player.play(request)]);
    return one.status === 200 ? other : one;
  },
  zone_in_use: filled({ time_zone: 'Asia/Tokyo' }),

  unknown_key: named({ name: '00000000' }),
  scope_beyond_key: async (request, { player, project }) =>
    player.play({ ...request, body: { scopes: ['erase'] } }, { key: await project.newKey('admin') }),
  too_many_keys: async (request, { player, project }) => {
    const other = await project.newProject();
    const { id } = (await project.storage.findProjectByPublicKey(other.public_key))!;
    const made = Array.from({ length: LIMITS.keysPerProject }, () => newSecretKey());
    const kept = { project_id: id, scopes: [], created_at: project.clock.now, expires_at: null };
    await Promise.all(made.map(async ({ name, hash }) => project.storage.createKey({ ...kept, name, hash }, 'a test')));
    return player.play(request, { key: other.secret_key });
  },

  bad_identity_token: filled({ id: OTHER_ID, respondent: { id: 'user-93', token: 'no token' } }),
  identity_required: async (request, { player, project }) => {
    const { id } = (await project.storage.findProjectByPublicKey(project.public_key))!;
    await project.storage.changeProject(id, { settings: { identity: 'required' } });
    try {
      return await player.play(request);
    } finally {
      await project.storage.changeProject(id, { settings: { identity: 'optional' } });
    }
  },
  clock_not_movable: (request, { player }) =>
    player.play(request, { headers: { 'elleve-clock': '2027-03-01T09:00:00Z' } }),
  unknown_signing_key: named({ kid: '000000000000' }),
  too_many_signing_keys: async (request, { player, project }) => {
    const other = await project.newProject();
    const { id } = (await project.storage.findProjectByPublicKey(other.public_key))!;
    const kept = { project_id: id, secret: 'x', created_at: project.clock.now, actor: 'a test' };
    const kids = Array.from({ length: LIMITS.signingKeysPerProject }, (_, i) => String(i).padStart(12, '0'));
    await Promise.all(kids.map(async (kid) => project.storage.createSigningKey({ ...kept, kid })));
    return player.play(request, { key: other.secret_key });
  },

  bad_write_token: filled({ write_token: 'x'.repeat(22) }),
  id_reused: (request, stage) =>
    filled(request.operation.endsWith('/displays') ? { respondent: { id: 'user-92' } } : { score: 1 })(request, stage),
  display_answered: filled({ id: OTHER_ID, score: 3 }),
  changes_closed: async (request, { player, project }) => {
    project.clock.now += 25 * HOUR_MS;
    try {
      return await player.play(request);
    } finally {
      project.clock.now -= 25 * HOUR_MS;
    }
  },
};
