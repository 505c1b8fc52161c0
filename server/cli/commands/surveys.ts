import { Errors } from 'typebox/value';
import type { Static, TSchema } from 'typebox';
import { clockIn } from '../../../shared/calendar/clock.ts';
import type { Eligibility } from '../../../shared/contract/eligibility.ts';
import type { Preview } from '../../../shared/contract/preview.ts';
import { NewSurvey, SurveyChange, type Survey, type ToldSurvey } from '../../../shared/contract/surveys.ts';
import { eligibilityReport } from '../../domain/eligibility-report.ts';
import { previewLink } from '../../domain/preview-link.ts';
import { changedSurvey, newSurvey } from '../../domain/survey-definition.ts';
import { toldSurvey } from '../../domain/survey-notices.ts';
import { chosenProject } from '../chosen-project.ts';
import { CommandError, plainly, type Command, type CommandContext } from '../command.ts';

/** `prj_…`, where there are several. */
export interface OfProject {
  project?: string;
}

export interface SurveyListResult {
  project_id: string;
  surveys: ToldSurvey[];
}

export const surveyList: Command<OfProject, SurveyListResult> = async ({ storage }, args) => {
  const project = await chosenProject(storage, args.project);
  const surveys = await storage.listSurveys(project.id);
  return { project_id: project.public_id, surveys: surveys.map(({ survey }) => toldSurvey(survey)) };
};

/** A draft from what `POST /v1/surveys` takes, as a file holds it. */
export const surveyCreate: Command<OfProject & { definition?: unknown }, ToldSurvey> = async (
  { storage, now },
  args,
) => {
  const project = await chosenProject(storage, args.project);
  const { definition } = args;
  insistOn(NewSurvey, definition);
  return plainly(async () => {
    const survey = newSurvey(definition, now());
    await storage.createSurvey(project.id, survey);
    return toldSurvey(survey);
  });
};

/** What `PATCH /v1/surveys/:id` does, from a file, or a status alone. */
export const surveyChange: Command<
  OfProject & { id?: string; status?: string; definition?: unknown },
  ToldSurvey
> = async ({ storage, now }, { id, status, definition = {}, ...args }) => {
  const project = await chosenProject(storage, args.project);
  const change: unknown = {
    ...(definition as object),
    ...(status !== undefined && { status }),
  };
  insistOn(SurveyChange, change);
  const survey = await findSurvey({ storage }, project.id, id);
  return plainly(async () => {
    const changed = changedSurvey(survey, change, clockIn(project.time_zone, now()));
    if ((await storage.replaceSurvey(project.id, changed, survey.updated_at)) === 'replaced')
      return toldSurvey(changed);
    throw new CommandError('Somebody else changed the survey at this moment: try again.');
  });
};

export const surveyPreview: Command<OfProject & { id?: string; locale?: string }, Preview> = async (context, args) => {
  const project = await chosenProject(context.storage, args.project);
  const { id } = await findSurvey(context, project.id, args.id);
  if (!context.links) throw new CommandError('A preview needs a server that shows it: start `elleve serve` first.');
  return previewLink({ ...context.links, now: context.now }, project, id, args.locale);
};

export interface EligibilityArguments extends OfProject {
  survey?: string;
  respondent?: string;
  account?: string;
  locale?: string;
}

/** Would this person be asked now? Each rule with what it looked at. */
export const eligibility: Command<EligibilityArguments, Eligibility> = async ({ storage, now }, args) => {
  const { project: id, survey, ...who } = args;
  const project = await chosenProject(storage, id);
  const { id: surveyId } = await findSurvey({ storage }, project.id, survey);
  return eligibilityReport(storage, project, { ...who, survey: surveyId, explain: 'true' }, now());
};

async function findSurvey(
  { storage }: Pick<CommandContext, 'storage'>,
  projectId: number,
  id: string | undefined,
): Promise<Survey> {
  const found = id === undefined ? undefined : await storage.findSurvey(projectId, id);
  if (!found) throw new CommandError('No survey of this project has that id: `elleve survey list` shows them.');
  return found.survey;
}

function insistOn<const T extends TSchema>(schema: T, definition: unknown): asserts definition is Static<T> {
  const errors = Errors(schema, definition);
  if (errors.length === 0) return;
  const told = errors.map(({ instancePath, message }) => `  ${instancePath || 'the definition'}: ${message}`);
  throw new CommandError(`The survey cannot be so:\n${[...new Set(told)].join('\n')}`);
}
