import { dayFromDate } from '../../../shared/calendar/day.ts';
import { Account, AccountBody, Respondent, RespondentBody } from '../../../shared/contract/people.ts';
import type { App, Context } from '../../context.ts';
import { insistOnTraits } from '../../domain/told-traits.ts';
import { problemAnswers } from '../problem-answers.ts';

const config = { scope: 'respond' } as const;
const tags = ['administration'];

/** What only servers may say: a browser must not see an account's revenue. */
export function peopleRoutes(app: App, { storage, now }: Context): void {
  const respondent = {
    summary: 'Say what is known of a person',
    description: 'Made when new; what is not named stays as it is. It counts from the next ask on.',
    tags,
    body: RespondentBody,
    response: { 200: Respondent, ...problemAnswers(400, 401, 403, 'unknown_trait') },
  };
  app.post('/respondents', { schema: respondent, config }, async ({ project, body }): Promise<Respondent> => {
    insistOnTraits(await storage.listTraits(project.id), 'respondent', body.traits);
    const { started_on, ...told } = body;
    return storage.putRespondent({ ...told, started_day: dayOrNull(started_on), project_id: project.id, now: now() });
  });

  const account = {
    summary: 'Say what is known of a company',
    description: 'Made when new; what is not named stays as it is. It counts from the next ask on.',
    tags,
    body: AccountBody,
    response: { 200: Account, ...problemAnswers(400, 401, 403, 'unknown_trait') },
  };
  app.post('/accounts', { schema: account, config }, async ({ project, body }): Promise<Account> => {
    insistOnTraits(await storage.listTraits(project.id), 'account', body.traits);
    const { started_on, ...told } = body;
    return storage.putAccount({ ...told, started_day: dayOrNull(started_on), project_id: project.id });
  });
}

function dayOrNull(date: string | null | undefined): number | null | undefined {
  return date === null || date === undefined ? date : dayFromDate(date);
}
