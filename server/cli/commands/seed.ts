import { dayOfInstant } from '../../../shared/calendar/zone.ts';
import { uuidv7 } from '../../../shared/uuid.ts';
import { sampleData, type SampleDisplay } from '../../domain/sample-data.ts';
import { seededRandom } from '../../domain/seeded-random.ts';
import { snapshotOf } from '../../domain/trait-snapshot.ts';
import type { Project, Storage, StoredSurvey } from '../../storage/storage.ts';
import { chosenProject } from '../chosen-project.ts';
import { CommandError, type Command } from '../command.ts';

export interface SeedArguments {
  project?: string;
  /** A whole number, as text. */
  seed?: string;
}

export interface SeedResult {
  project_id: string;
  survey_id: string;
  account_count: number;
  display_count: number;
  response_count: number;
}

const DEFAULT_SEED = 11;
/** Few enough that nobody is asked twice among them: their displays are decided before their answers are stored. */
const AT_ONCE = 200;

/**
 * Two years of sample answers, through the same operations as real ones, so that they obey the same rules. Respondent and
 * account ids begin with `sample-`. Refuses a survey that has answers: sample data and real data are never mixed.
 */
export const seed: Command<SeedArguments, SeedResult> = async ({ storage, now }, args) => {
  const project = await chosenProject(storage, args.project);
  const seedNumber = args.seed === undefined ? DEFAULT_SEED : Number(args.seed);
  if (args.seed?.trim() === '' || !Number.isSafeInteger(seedNumber))
    throw new CommandError('--seed must be a whole number.');
  const survey = await emptySurvey(storage, project);
  await storage.declareTrait(project.id, { key: 'region', type: 'text', of: 'account', source: 'browser' });

  const samples = [...sampleData({ seed: seedNumber, now: now(), zone: project.time_zone })];
  const record = sampleRecorder(storage, project, survey, seedNumber);
  const outcomes: string[] = [];
  for (let start = 0; start < samples.length; start += AT_ONCE) {
    outcomes.push(...(await Promise.all(samples.slice(start, start + AT_ONCE).map(record))));
  }
  return {
    project_id: project.public_id,
    survey_id: survey.survey.id,
    account_count: new Set(samples.map((sample) => sample.account.id)).size,
    display_count: outcomes.filter((outcome) => outcome !== 'refused').length,
    response_count: outcomes.filter((outcome) => outcome === 'answered').length,
  };
};

async function emptySurvey(storage: Storage, project: Project): Promise<StoredSurvey> {
  const surveys = await storage.listSurveys(project.id);
  const found = surveys.find(({ survey }) => survey.kind === 'relationship' && survey.status === 'live');
  if (!found) throw new CommandError('The project has no live relationship survey to fill.');
  const everything = { project_id: project.id, surveys: [found.internal_id], days: {}, traits: [] };
  const [answers] = await storage.countAnswers(everything, {
    respondents: 'all',
    unit: 'respondent',
    cluster: 'respondent',
  });
  if (answers!.scores.some((count) => count > 0)) {
    throw new CommandError('The survey has answers already: sample data goes into a project of its own.');
  }
  return found;
}

function sampleRecorder(storage: Storage, project: Project, survey: StoredSurvey, seedNumber: number) {
  const random = seededRandom(seedNumber);
  const idAt = (time: number) =>
    uuidv7(
      time,
      Uint8Array.from({ length: 16 }, () => random.integer(0, 255)),
    );
  const declared = storage.listTraits(project.id);
  // Two years in one picture: colleagues may have been asked on one day.
  const pressure = { ...survey.survey.pressure, asks_per_account_per_day: null };
  const asked = { ...survey, survey: { ...survey.survey, pressure } };

  return async (sample: SampleDisplay): Promise<'refused' | SampleDisplay['outcome']> => {
    const { displayed_at: now, answer } = sample;
    const displayId = idAt(now);
    const responseId = idAt(now);
    const claimed = await storage.claimDisplay({
      project_id: project.id,
      display_id: displayId,
      survey: asked,
      survey_version: survey.survey.version,
      person: { id: sample.respondent, anonymous: false },
      account: sample.account.id,
      traits: snapshotOf(await declared, sample.traits, sample.traits),
      touchpoint: sample.touchpoint,
      locale: sample.locale,
      url_path: undefined,
      device: 'desktop',
      identity: 'claimed',
      now,
      time_zone: project.time_zone,
    });
    if (claimed.outcome !== 'shown') return 'refused';
    if (sample.outcome === 'dismissed') {
      await storage.dismissDisplay({ project_id: project.id, display_id: displayId, reason: 'closed', now });
    }
    if (answer) {
      await storage.recordResponse({
        project_id: project.id,
        response_id: responseId,
        display_id: displayId,
        channel: 'widget',
        score: answer.score,
        comment: answer.comment ?? null,
        contact_ok: answer.contact_ok ?? null,
        responded_at: answer.responded_at,
        received_at: answer.responded_at,
        day: dayOfInstant(answer.responded_at, project.time_zone),
      });
    }
    return sample.outcome;
  };
}
