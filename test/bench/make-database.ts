import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { init } from '../../server/cli/commands/init.ts';
import { changedSurvey, newSurvey } from '../../server/domain/survey-definition.ts';
import { openStorage } from '../../server/storage/open-storage.ts';
import { clockIn } from '../../shared/calendar/clock.ts';
import { fillDatabase, LAST_DAY, REVENUE } from './fill-database.ts';

export interface BenchDatabase {
  file: string;
  secretKey: string;
  /** Public ids; the first survey holds one answer in eight. */
  surveys: string[];
  accounts: number;
  /** A date and a range, by their ids. */
  markers: string[];
}

const SURVEYS = 40;

/** A project with its surveys and traits, and so many answers of three years: the same rows for the same number. */
export async function makeDatabase(file: string, rows: number): Promise<BenchDatabase> {
  const storage = openStorage(file);
  const now = Date.now;
  const { secret_key, survey_id } = await init({ storage, now }, { time_zone: 'UTC' });
  const [project] = await storage.listProjects();
  const surveys = [survey_id];
  for (let i = 1; i < SURVEYS; i++) {
    const draft = newSurvey({ name: `Survey ${i}` }, now());
    await storage.createSurvey(project!.id, changedSurvey(draft, { status: 'live' }, clockIn('UTC', now())));
    surveys.push(draft.id);
  }
  for (const key of ['region', 'industry']) {
    await storage.declareTrait(project!.id, { key, type: 'text', of: 'account', source: 'browser' });
  }
  await storage.declareTrait(project!.id, { key: REVENUE, type: 'number', of: 'account', source: 'server' });
  await storage.changeProject(project!.id, { settings: { revenue_trait: REVENUE } });
  const markers = ['mrk_0000000000000001', 'mrk_0000000000000002'];
  await storage.putMarker(project!.id, { id: markers[0]!, name: 'Release', start: LAST_DAY - 100, end: null });
  await storage.putMarker(project!.id, {
    id: markers[1]!,
    name: 'Campaign',
    start: LAST_DAY - 400,
    end: LAST_DAY - 340,
  });
  await storage.close();
  const accounts = fillDatabase(file, project!.id, surveys.length, rows);
  return { file, secretKey: secret_key, surveys, accounts, markers };
}

/** The database of an earlier run in that folder, or a new one that is left there: millions of rows take minutes to make. */
export async function keptDatabase(folder: string, rows: number): Promise<BenchDatabase> {
  const note = join(folder, `bench-${rows}.json`);
  if (!existsSync(note)) {
    const made = await makeDatabase(join(folder, `bench-${rows}.db`), rows);
    // Written last, so that what a broken run left is not taken for a whole database.
    writeFileSync(`${note}.part`, JSON.stringify(made));
    renameSync(`${note}.part`, note);
  }
  return JSON.parse(readFileSync(note, 'utf8')) as BenchDatabase;
}
