import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRandomValues } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { init, type InitArguments, type InitResult } from '../../server/cli/commands/init.ts';
import { keyCreate } from '../../server/cli/commands/key-create.ts';
import type { App } from '../../server/context.ts';
import { openStorage } from '../../server/storage/open-storage.ts';
import type { Scope, Storage } from '../../server/storage/storage.ts';
import { uuidv7 } from '../../shared/uuid.ts';

export const HOUR_MS = 60 * 60 * 1000;
export const DAY_MS = 24 * HOUR_MS;

/** A server on a new database in a folder of its own, with one made project and a clock that stands until it is moved. */
export interface Elleve extends InitResult {
  app: App;
  storage: Storage;
  /** Epoch milliseconds. */
  clock: { now: number };
  /** Every line logged so far. */
  logLines: string[];
  /** Everything in the database, table by table. */
  stored: () => Record<string, unknown[]>;
  newId: () => string;
  newKey: (...scopes: Scope[]) => Promise<string>;
  newProject: (args?: InitArguments) => Promise<InitResult>;
  close: () => Promise<void>;
}

/** A fresh Elleve that is closed when the test ends. */
export async function freshElleve(args: InitArguments = {}): Promise<Elleve> {
  const elleve = await startElleve(args);
  onTestFinished(elleve.close);
  return elleve;
}

/** For a suite whose tests change nothing: the caller closes it. */
export async function startElleve({ time_zone = 'Europe/Copenhagen', ...args }: InitArguments = {}): Promise<Elleve> {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
  writeFileSync(join(folder, 'elleve.js'), 'window.elleve = () => {};\n');
  writeFileSync(join(folder, 'ui-0123abcd.js'), 'export {};\n');
  const file = join(folder, 'elleve.db');
  const storage = openStorage(file);
  const clock = { now: Date.UTC(2026, 2, 10, 12) };
  const context = { storage, now: () => clock.now };
  const project = await init(context, { time_zone, ...args });

  const logLines: string[] = [];
  const app = await buildApp({
    ...context,
    secret: 'a secret that only this test knows',
    widgetFolder: folder,
    logger: { level: 'debug', stream: { write: (line: string) => void logLines.push(line) } },
  });

  return {
    ...project,
    app,
    storage,
    clock,
    logLines,
    stored: () => contentsOf(file),
    newId: () => uuidv7(clock.now, getRandomValues(new Uint8Array(16))),
    newKey: async (...scopes) => (await keyCreate(context, { project: project.project_id, scopes })).key,
    newProject: async (more = {}) => init(context, { time_zone, ...more }),
    async close() {
      await app.close();
      await storage.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function contentsOf(file: string): Record<string, unknown[]> {
  const db = new Sqlite(file, { readonly: true });
  try {
    const tables = db.prepare<[], string>(`select name from sqlite_schema where type = 'table'`).pluck().all();
    return Object.fromEntries(tables.map((table) => [table, db.prepare(`select * from ${table}`).all()]));
  } finally {
    db.close();
  }
}
