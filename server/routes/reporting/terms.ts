import { Terms, TermsQuery } from '../../../shared/contract/terms.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { App, Context } from '../../context.ts';
import { resolveReport, withoutCounting } from '../../domain/reporting/report.ts';
import { byDifference, comparedTerms, groupedBy, type Compared } from '../../domain/terms/compared-terms.ts';
import { peopleOf } from '../../domain/terms/people-of.ts';
import { termsOf } from '../../domain/terms/terms-of-comment.ts';
import { problemAnswers } from '../problem-answers.ts';
import { REPORT_REFUSALS } from './refusals.ts';

const DEFAULT_LIMIT = 30;

export function termsRoute(app: App, { storage }: Context): void {
  const schema = {
    summary: 'What comments say, and how those who say it score',
    description:
      'Plain counting of words and tags: a word that detractors use is a place to look, not a cause. Words without meaning of their own are left out in all built-in languages.',
    tags: ['reporting'],
    querystring: TermsQuery,
    response: { 200: Terms, ...problemAnswers(400, 401, 403, ...REPORT_REFUSALS) },
  };
  app.get('/metrics/terms', { schema, config: { scope: 'read' } }, async ({ project, query }): Promise<Terms> => {
    const { sort = 'size', limit = String(DEFAULT_LIMIT), ...shared } = query;
    const report = await resolveReport(storage, project, shared);
    const how = { confidence: report.counting.confidence, hideSmall: project.settings.hide_small_groups };
    const tagged = groupedBy(await storage.listTagged(report.filter), ({ tag }) => [tag]);
    // Everybody who answered is listed only for what is compared with all other answers: tags, given by hand and mostly to none.
    const [everybody] = tagged.length === 0 ? [] : await storage.groupAnswers(report.filter, { by: [], people: true });
    const comments = await storage.listComments(report.filter, LIMITS.commentsRead);
    const said = groupedBy(comments, termsOf);

    const cut = (compared: Compared[]) => (sort === 'size' ? compared : byDifference(compared)).slice(0, Number(limit));
    return {
      ...withoutCounting(report),
      comment_count: comments.length,
      terms: cut(comparedTerms(said, peopleOf(comments), how)).map(({ name, ...rest }) => ({
        term: name,
        ...rest,
      })),
      tags: cut(everybody ? comparedTerms(tagged, everybody.people!, how) : []).map(({ name, ...rest }) => ({
        tag: name,
        ...rest,
      })),
    };
  });
}
