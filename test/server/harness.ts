import { committed } from '../committed.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRandomValues } from 'node:crypto';
import { afterAll } from 'vitest';
import { buildApp, type AppOptions } from '../../server/app.ts';
import type { CommandContext } from '../../server/cli/command.ts';
import { init, type InitArguments, type InitResult } from '../../server/cli/commands/init.ts';
import type { App } from '../../server/context.ts';
import { changedSurvey } from '../../server/domain/survey-definition.ts';
import { openStorage } from '../../server/storage/open-storage.ts';
import { newSecretKey } from '../../server/domain/keys.ts';
import type { Storage } from '../../server/storage/storage.ts';
import type { Scope } from '../../shared/contract/keys.ts';
import { clockIn } from '../../shared/calendar/clock.ts';
import { uuidv7 } from '../../shared/uuid.ts';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';

export const HOUR_MS = 60 * 60 * 1000;
export const DAY_MS = 24 * HOUR_MS;

/** A server, a project made for it, and a clock that stands until it is moved. */
export interface Elleve extends InitResult {
  app: App;
  storage: Storage;
  /** Epoch milliseconds. */
  clock: { now: number };
  /** Every line logged so far. */
  logLines: string[];
  /** The database. */
  file: string;
  /** Everything that the database holds, table by table. */
  stored: () => Record<string, unknown[]>;
  newId: () => string;
  newKey: (...scopes: Scope[]) => Promise<string>;
  newProject: (args?: InitArguments) => Promise<InitResult>;
  close: () => Promise<void>;
}

export const SIGNING_SECRET = 'a secret that only this test knows';
const START = Date.UTC(2026, 2, 10, 12);
let shared: Promise<Elleve> | undefined;
afterAll(async () => (await shared)?.close());

/**
 * A fresh project, for a test that changes things. The server behind it is that of the whole file: to compile its schemas
 * takes twenty times as long as a test. `stored` shows what belongs to the project, and nothing else does.
 */
export async function freshElleve({ time_zone = 'Europe/Copenhagen', ...args }: InitArguments = {}): Promise<Elleve> {
  const server = await (shared ??= startElleve());
  server.clock.now = START;
  server.logLines.length = 0;
  const project = await server.newProject({ time_zone, ...args });
  const { id } = (await server.storage.findProjectByPublicKey(project.public_key))!;
  return { ...server, ...project, ...helpersOf(server, project), stored: () => rowsOf(server.stored(), id) };
}

/** A server with a new database in a folder of its own. The caller closes it. */
export async function startElleve(
  { time_zone = 'Europe/Copenhagen', ...args }: InitArguments = {},
  options: Pick<AppOptions, 'limits' | 'trustedProxies'> = {},
): Promise<Elleve> {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
  writeFileSync(join(folder, 'elleve.js'), 'window.elleve = () => {};\n');
  writeFileSync(join(folder, 'ui-0123abcd.js'), 'export {};\n');
  const file = join(folder, 'elleve.db');
  const storage = openStorage(file);
  const clock = { now: START };
  const context = { storage, now: () => clock.now };
  const project = await crowdedProject(context, { time_zone, ...args });

  const logLines: string[] = [];
  const app = await buildApp({
    ...context,
    ...options,
    secret: SIGNING_SECRET,
    publicUrl: 'http://elleve.test',
    widgetFolder: folder,
    logger: { level: 'debug', stream: { write: (line: string) => void logLines.push(line) } },
  });

  const server = {
    app,
    storage,
    clock,
    logLines,
    file,
    stored() {
      committed(storage);
      return contentsOf(file);
    },
    async close() {
      await app.close();
      await storage.close();
      rmSync(folder, { recursive: true });
    },
  };
  return { ...server, ...project, ...helpersOf(server, project) };
}

function helpersOf({ storage, clock }: Pick<Elleve, 'storage' | 'clock'>, { project_id }: InitResult) {
  const context = { storage, now: () => clock.now };
  return {
    newId: () => uuidv7(clock.now, getRandomValues(new Uint8Array(16))),
    async newKey(...scopes: Scope[]) {
      const { key, name, hash } = newSecretKey();
      const project = (await storage.listProjects()).find((one) => one.public_id === project_id)!;
      await storage.createKey({ project_id: project.id, name, hash, scopes, created_at: clock.now, expires_at: null });
      return key;
    },
    newProject: (args: InitArguments = {}) => crowdedProject(context, { time_zone: 'Europe/Copenhagen', ...args }),
  };
}

/** Where colleagues answer on one day, as they do in most tests. */
async function crowdedProject(context: CommandContext, args: InitArguments): Promise<InitResult> {
  const made = await init(context, args);
  const { storage, now } = context;
  const { id, time_zone } = (await storage.findProjectByPublicKey(made.public_key))!;
  const { survey } = (await storage.findSurvey(id, made.survey_id))!;
  const change = { pressure: { asks_per_account_per_day: null } };
  await storage.replaceSurvey(id, changedSurvey(survey, change, clockIn(time_zone, now())), survey.updated_at);
  return made;
}

function contentsOf(file: string): Record<string, unknown[]> {
  const db = new Sqlite(file, { readonly: true });
  try {
    const tables = db
      // When the words of comments enter the search index is no matter of what is stored, nor how it was acknowledged.
      .prepare<[], string>(
        `select name from sqlite_schema where type = 'table' and name not like 'comment_fts%' and name <> 'redo_progress'`,
      )
      .pluck()
      .all();
    return Object.fromEntries(tables.map((table) => [table, db.prepare(`select * from ${table}`).all()]));
  } finally {
    db.close();
  }
}

function rowsOf(contents: Record<string, unknown[]>, project: number): Record<string, unknown[]> {
  const belongs = (row: unknown) => (row as { project_id: number }).project_id === project;
  return Object.fromEntries(Object.entries(contents).map(([table, rows]) => [table, rows.filter(belongs)]));
}
