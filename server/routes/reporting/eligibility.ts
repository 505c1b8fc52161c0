import { Eligibility, EligibilityQuery } from '../../../shared/contract/eligibility.ts';
import type { App, Context } from '../../context.ts';
import { eligibilityReport } from '../../domain/eligibility-report.ts';
import { timeIn } from '../../domain/test-clock.ts';
import { problemAnswers } from '../problem-answers.ts';

export function eligibilityRoute(app: App, context: Context): void {
  const schema = {
    summary: 'Would this person be asked now, and why not?',
    description:
      'Nothing is claimed or remembered. Rules that the page judges are judged as far as `touchpoint`, `url_path` and `device` allow.',
    tags: ['reporting'],
    querystring: EligibilityQuery,
    response: { 200: Eligibility, ...problemAnswers(400, 401, 403, 'unknown_survey', 'clock_not_movable') },
  };
  app.get('/eligibility', { schema, config: { scope: 'read' } }, async (request): Promise<Eligibility> => {
    const { project, query } = request;
    return eligibilityReport(context.storage, project, query, timeIn(project, request, context));
  });
}
