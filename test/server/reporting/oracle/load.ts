import { committed } from '../../../committed.ts';
import { getRandomValues } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { buildApp } from '../../../../server/app.ts';
import type { App } from '../../../../server/context.ts';
import { randomBase62 } from '../../../../server/domain/base62.ts';
import { newPublicKey, newSecretKey } from '../../../../server/domain/keys.ts';
import { newSurvey } from '../../../../server/domain/survey-definition.ts';
import { openStorage } from '../../../../server/storage/open-storage.ts';
import type { Storage, StoredSurvey } from '../../../../server/storage/storage.ts';
import type { ProjectSettings } from '../../../../shared/project-settings.ts';
import { uuidv7 } from '../../../../shared/uuid.ts';
import { dayNumber, localDate } from './calendar.ts';
import { TRAITS, type Showing, type World } from './world.ts';
import { Sqlite } from '../../../../server/storage/sqlite/driver.ts';
import { numberOf } from '../../../../server/storage/sqlite/stored-words.ts';

/** One server for many worlds, each a project of its own. */
export interface OracleServer {
  app: App;
  /** Stores a world; answers its key and the public ids of what was stored, in their order. */
  load: (world: World) => Promise<Loaded>;
  /** Epoch milliseconds: the clock of the world that is asked about. */
  clock: { now: number };
  close: () => Promise<void>;
}

export interface Loaded {
  secret_key: string;
  surveys: string[];
  markers: string[];
  /** By the place of the showing; absent where nobody answered. */
  responses: (string | undefined)[];
}

/** `plant` may put itself between the app and its storage: a planted bug. */
export async function startOracleServer(
  plant: (storage: Storage) => Storage = (storage) => storage,
): Promise<OracleServer> {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-oracle-'));
  writeFileSync(join(folder, 'elleve.js'), '');
  const file = join(folder, 'elleve.db');
  const storage = openStorage(file);
  const db = new Sqlite(file, { timeout: 5_000 });
  db.pragma('synchronous = off');
  const clock = { now: 0 };
  const app = await buildApp({
    storage: plant(storage),
    secret: 'a secret of the oracle alone',
    now: () => clock.now,
    publicUrl: 'http://elleve.test',
    widgetFolder: folder,
  });
  return {
    app,
    clock,
    load: async (world) => loadWorld(storage, db, world),
    async close() {
      db.close();
      await app.close();
      await storage.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** As much at once as can be: everything that arrives together is one commit. */
async function loadWorld(storage: Storage, db: Database, world: World): Promise<Loaded> {
  const { id: projectId } = await storage.createProject({
    public_id: `prj_${randomBase62(16)}`,
    public_key: newPublicKey(),
    name: '',
    mode: 'live',
    time_zone: world.zone,
    created_at: world.now,
  });
  const { key, name, hash } = newSecretKey();
  const markers = world.markers.map((marker, place) => ({
    id: `mrk_${String(place).padStart(16, 'M')}`,
    name: marker.name,
    start: dayNumber(marker.since),
    end: marker.until === null ? null : dayNumber(marker.until) + 1,
  }));
  await Promise.all([
    storage.createKey({
      project_id: projectId,
      name,
      hash,
      scopes: ['read', 'export'],
      created_at: world.now,
      expires_at: null,
    }),
    ...world.kinds.map(async (kind) => storage.createSurvey(projectId, newSurvey({ name: kind, kind }, world.now))),
    ...TRAITS.map(async (trait) => storage.declareTrait(projectId, { ...trait, source: 'browser' })),
    ...markers.map(async (marker) => storage.putMarker(projectId, marker)),
    storage.changeProject(projectId, { settings: settingsOf(world) }),
  ]);
  const surveys = await storage.listSurveys(projectId);
  const responses = await storeShowings(storage, projectId, surveys, world);
  committed(storage);
  prove(db, projectId, world, responses);
  const revenue = db.prepare('update account set traits = ? where project_id = ? and external_id = ?');
  for (const [account, mrr] of Object.entries(world.revenues)) revenue.run(JSON.stringify({ mrr }), projectId, account);
  return {
    secret_key: key,
    surveys: surveys.map(({ survey }) => survey.id),
    markers: markers.map(({ id }) => id),
    responses,
  };
}

function settingsOf(world: World): Partial<ProjectSettings> {
  return {
    hemisphere: world.hemisphere,
    fiscal_start_month: world.fiscalStart,
    hide_small_groups: world.hideSmall,
    revenue_trait: world.weighs ? 'mrr' : null,
    levels: world.levels as ProjectSettings['levels'],
    baseline: world.baseline,
  };
}

/** All at once: few commits for a whole world. Answers the ids of the responses. */
async function storeShowings(
  storage: Storage,
  projectId: number,
  surveys: StoredSurvey[],
  world: World,
): Promise<Loaded['responses']> {
  // In the order of time: nobody may be asked before having been asked.
  const inTime = [...world.showings].sort((a, b) => a.displayedAt - b.displayedAt);
  const rows = inTime.map((showing) => ({ showing, display: idAt(showing.displayedAt) }));
  const claims = await Promise.all(
    rows.map(async ({ showing, display }) =>
      storage.claimDisplay(claimOf(projectId, surveys, showing, display, world.zone)),
    ),
  );
  const refused = claims.find(({ outcome }) => outcome !== 'shown');
  if (refused) throw new Error(`A display of the world was refused: ${JSON.stringify(refused)}`);
  const responses: Loaded['responses'] = [];
  await Promise.all(
    rows.map(async ({ showing, display }) => {
      const { answer, outcome } = showing;
      if (answer) {
        const { respondedAt, excluded, tags, ...said } = answer;
        const response = idAt(respondedAt);
        const recorded = await storage.recordResponse({
          project_id: projectId,
          response_id: response,
          display_id: display,
          ...said,
          contact_ok: null,
          responded_at: respondedAt,
          received_at: respondedAt,
          day: dayNumber(localDate(respondedAt, world.zone)),
        });
        if (recorded !== 'created') throw new Error(`An answer of the world was refused: ${recorded}`);
        responses[world.showings.indexOf(showing)] = response;
        if (excluded) await exclude(storage, projectId, response, world.now);
        if (tags.length > 0) {
          await storage.tagResponse({ project_id: projectId, response_id: response, tags, now: world.now });
        }
      } else if (outcome !== 'open') {
        await storage.dismissDisplay({ project_id: projectId, display_id: display, reason: outcome, now: world.now });
      }
    }),
  );
  return responses;
}

/** Nothing is counted yet, so no index has seen them otherwise. */
function prove(db: Database, projectId: number, world: World, responses: Loaded['responses']): void {
  const display = db.prepare(
    'update display set identity = ? where project_id = ? and displayed_at = ? and identity <> ?',
  );
  const response = db.prepare('update response set identity = ? where project_id = ? and response_id = ?');
  for (const [place, { identity, displayedAt }] of world.showings.entries()) {
    if (!identity.startsWith('verified')) continue;
    const proved = numberOf('identity', identity);
    display.run(proved, projectId, displayedAt, proved);
    const id = responses[place];
    if (id !== undefined) response.run(proved, projectId, Buffer.from(id.replaceAll('-', ''), 'hex'));
  }
}

async function exclude(storage: Storage, projectId: number, response: string, now: number): Promise<void> {
  await storage.setExclusion({ project_id: projectId, response_id: response, reason: 'A test', actor: 'oracle', now });
}

function claimOf(projectId: number, surveys: StoredSurvey[], showing: Showing, display: string, zone: string) {
  const survey = surveys[showing.survey]!;
  // Anybody may be asked at any time: what is reported is not what may be asked.
  const pressure = {
    ...survey.survey.pressure,
    // Somebody unknown can only be asked by a survey that asks once.
    rest_days: showing.person ? 0 : null,
    rest_after_dismissal_days: 0,
    rest_after_other_survey_days: 0,
    displays_per_wave: 20,
    asks_per_account_per_day: null,
  };
  return {
    project_id: projectId,
    display_id: display,
    survey: { ...survey, survey: { ...survey.survey, status: 'live' as const, pressure } },
    survey_version: showing.version,
    person: showing.person ?? undefined,
    account: showing.account ?? undefined,
    traits: showing.traits,
    touchpoint: showing.touchpoint ?? undefined,
    locale: showing.locale ?? undefined,
    url_path: undefined,
    device: undefined,
    // Proved people are let in with one answer a wave. What is reported is not who may answer: see `prove`.
    identity: showing.identity.startsWith('verified') ? ('claimed' as const) : showing.identity,
    now: showing.displayedAt,
    time_zone: zone,
  };
}

function idAt(time: number): string {
  return uuidv7(time, getRandomValues(new Uint8Array(16)));
}
