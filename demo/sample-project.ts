import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CommandContext } from '../server/cli/command.ts';
import { init } from '../server/cli/commands/init.ts';
import { keyCreate } from '../server/cli/commands/key-create.ts';
import { seed } from '../server/cli/commands/seed.ts';
import { changedSurvey } from '../server/domain/survey-definition.ts';
import { openStorage } from '../server/storage/open-storage.ts';
import { clockIn } from '../shared/calendar/clock.ts';
import type { SurveyChange } from '../shared/contract/surveys.ts';
import { DemoError } from './taken-port.ts';

const PRODUCT = 'Fakturo';
export const TIME_ZONE = 'Europe/Copenhagen';

export interface SampleProject {
  project_id: string;
  survey_id: string;
  public_key: string;
  /** May read reports and nothing else. */
  read_key: string;
}

/** What Fakturo's team chose: after an invoice is sent or paid, in its own colour, away from the panel on the right. */
const CHOICES: SurveyChange = {
  look: { position: 'bottom_left', accent: '#14614f' },
  // Colleagues take turns at the same screen here.
  pressure: { asks_per_account_per_day: null },
  targeting: { touchpoints: ['invoice_sent', 'invoice_paid'], delay_s: 1 },
};

/** The project in `database`, filled with sample data when the file is new. */
export async function sampleProject(database: string): Promise<SampleProject> {
  const keyFile = keyFileOf(database);
  if (!existsSync(database)) await makeSampleProject(database, keyFile);
  if (!existsSync(keyFile))
    throw new DemoError(`${keyFile} is gone: remove ${database} too, and the demo starts afresh.`);
  return JSON.parse(readFileSync(keyFile, 'utf8')) as SampleProject;
}

/** Beside the database, readable by its owner only. */
export function keyFileOf(database: string): string {
  return `${database.replace(/\.db$/, '')}.json`;
}

/** Under another name until it is complete: a start that is interrupted leaves no half-filled project. */
async function makeSampleProject(database: string, keyFile: string): Promise<void> {
  const draft = `${database}.new`;
  for (const suffix of ['', '-wal', '-shm']) rmSync(draft + suffix, { force: true });
  mkdirSync(dirname(database), { recursive: true });

  const project = await fill(draft);
  writeFileSync(keyFile, `${JSON.stringify(project, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, database);
  rmSync(`${draft}.lock`, { force: true });
}

async function fill(file: string): Promise<SampleProject> {
  const storage = openStorage(file);
  const context: CommandContext = { storage, now: Date.now };
  try {
    const { project_id, survey_id, public_key } = await init(context, { name: PRODUCT, time_zone: TIME_ZONE });
    const { key: read_key } = await keyCreate(context, { scopes: ['read'] });
    await seed(context, {});
    await choose(context, survey_id);
    return { project_id, survey_id, public_key, read_key };
  } finally {
    await storage.close();
  }
}

async function choose({ storage, now }: CommandContext, surveyId: string): Promise<void> {
  const [project] = await storage.listProjects();
  const { survey } = (await storage.findSurvey(project!.id, surveyId))!;
  await storage.replaceSurvey(
    project!.id,
    changedSurvey(survey, CHOICES, clockIn(TIME_ZONE, now())),
    survey.updated_at,
  );
}
