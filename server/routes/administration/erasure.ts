import { Erased, PersonExport, PersonPath } from '../../../shared/contract/erasure.ts';
import { Problem } from '../../../shared/problem.ts';
import type { App, Context } from '../../context.ts';
import { erasedAnswer } from '../../domain/erased-answer.ts';
import { personExport } from '../../domain/person-export.ts';
import { problemAnswers } from '../problem-answers.ts';

const tags = ['administration'];
const erase = { scope: 'erase' } as const;

export function erasureRoutes(app: App, { storage, now }: Context): void {
  const show = {
    summary: 'Everything that is known of one person',
    description: 'For a person who asks what is stored of them.',
    tags,
    params: PersonPath,
    response: { 200: PersonExport, ...problemAnswers(400, 401, 403, 'unknown_respondent') },
  };
  app.get('/respondents/:id/export', { schema: show, config: { scope: 'export' } }, async ({ project, params }) => {
    const person = await storage.findPerson(project.id, params.id);
    if (!person) throw new Problem('unknown_respondent');
    return personExport(params.id, person);
  });

  const eraseRespondent = {
    summary: 'Erase a person for good',
    description:
      'Answers, comments and their words in the search, displays, traits and memory: no number counts them any more and no byte of the database holds them. A hash of the id is kept, so that a restored backup is cleaned again.',
    tags,
    params: PersonPath,
    response: { 200: Erased, ...problemAnswers(400, 401, 403, 'unknown_respondent') },
  };
  app.delete('/respondents/:id', { schema: eraseRespondent, config: erase }, async ({ project, params, actor }) => {
    const erased = await storage.eraseRespondent({ project_id: project.id, id: params.id, actor, now: now() });
    if (erased === 'unknown') throw new Problem('unknown_respondent');
    return erasedAnswer(erased);
  });

  const eraseAccount = {
    summary: 'Erase a company for good',
    description: 'With all that was said on its behalf, and with the people who spoke for no other company.',
    tags,
    params: PersonPath,
    response: { 200: Erased, ...problemAnswers(400, 401, 403, 'unknown_account') },
  };
  app.delete('/accounts/:id', { schema: eraseAccount, config: erase }, async ({ project, params, actor }) => {
    const erased = await storage.eraseAccount({ project_id: project.id, id: params.id, actor, now: now() });
    if (erased === 'unknown') throw new Problem('unknown_account');
    return erasedAnswer(erased);
  });
}
