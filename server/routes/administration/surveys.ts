import { clockIn } from '../../../shared/calendar/clock.ts';
import { Strict, SurveyId } from '../../../shared/contract/common.ts';
import { Preview, PreviewBody } from '../../../shared/contract/preview.ts';
import { NewSurvey, Survey, SurveyChange, SurveyList } from '../../../shared/contract/surveys.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { Problem } from '../../../shared/problem.ts';
import type { App, Context } from '../../context.ts';
import { previewLink } from '../../domain/preview-link.ts';
import { timeIn } from '../../domain/test-clock.ts';
import { changedSurvey, newSurvey } from '../../domain/survey-definition.ts';
import { toldSurvey } from '../../domain/survey-notices.ts';
import type { StoredSurvey } from '../../storage/storage.ts';
import { problemAnswers } from '../problem-answers.ts';

const SurveyPath = Strict({ id: SurveyId });
const config = { scope: 'admin' } as const;
const tags = ['administration'];

export function surveyRoutes(app: App, context: Context): void {
  const { storage, now } = context;
  async function find(projectId: number, id: string): Promise<StoredSurvey> {
    const found = await storage.findSurvey(projectId, id);
    if (!found) throw new Problem('unknown_survey');
    return found;
  }

  const list = { summary: 'All surveys', tags, response: { 200: SurveyList, ...problemAnswers(401, 403) } };
  app.get('/surveys', { schema: list, config }, async ({ project }) => {
    const surveys = await storage.listSurveys(project.id);
    return { data: surveys.map(({ survey }) => toldSurvey(survey)), next_cursor: null };
  });

  const create = {
    summary: 'Make a survey, as a draft',
    tags,
    body: NewSurvey,
    response: { 201: Survey, ...problemAnswers(400, 401, 403, 'too_many_surveys') },
  };
  app.post('/surveys', { schema: create, config }, async ({ project, body }, reply) => {
    const existing = await storage.listSurveys(project.id);
    if (existing.length >= LIMITS.surveysPerProject) throw new Problem('too_many_surveys');
    const survey = newSurvey(body, now());
    await storage.createSurvey(project.id, survey);
    return reply.code(201).send(toldSurvey(survey));
  });

  const read = {
    summary: 'One survey',
    tags,
    params: SurveyPath,
    response: { 200: Survey, ...problemAnswers(401, 403, 'not_found', 'unknown_survey') },
  };
  app.get('/surveys/:id', { schema: read, config }, async ({ project, params }) => {
    return toldSurvey((await find(project.id, params.id)).survey);
  });

  const preview = {
    summary: 'A link that shows a survey without recording anything',
    description: 'In any status, to whoever has the link, for an hour. What is answered there goes nowhere.',
    tags,
    params: SurveyPath,
    body: PreviewBody,
    response: { 200: Preview, ...problemAnswers(400, 401, 403, 'not_found', 'unknown_survey') },
  };
  app.post('/surveys/:id/preview', { schema: preview, config }, async ({ project, params, body }): Promise<Preview> => {
    const { survey } = await find(project.id, params.id);
    return previewLink(context, project, survey.id, body.locale);
  });

  const change = {
    summary: 'Change a survey',
    description:
      '`look`, `targeting`, `pressure` and `schedule` are changed field by field, `wording` as a whole. A change of a question or an end label makes a new version.',
    tags,
    params: SurveyPath,
    body: SurveyChange,
    response: {
      200: Survey,
      ...problemAnswers(400, 401, 403, 'not_found', 'unknown_survey', 'status_refused', 'version_conflict'),
    },
  };
  app.patch('/surveys/:id', { schema: change, config }, async (request) => {
    const { project, params, body } = request;
    const { survey } = await find(project.id, params.id);
    const changed = changedSurvey(survey, body, clockIn(project.time_zone, timeIn(project, request, context)));
    const outcome = await storage.replaceSurvey(project.id, changed, survey.updated_at);
    if (outcome === 'changed_meanwhile') throw new Problem('version_conflict');
    return toldSurvey(changed);
  });
}
