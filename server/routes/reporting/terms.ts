import { Terms, TermsQuery } from '../../../shared/contract/terms.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { App, Context } from '../../context.ts';
import { resolveReport, withoutCounting, type ResolvedReport } from '../../domain/reporting/report.ts';
import {
  byDifference,
  comparedTerms,
  everybodyIn,
  groupedBy,
  type Compared,
  type Everybody,
  type Named,
} from '../../domain/terms/compared-terms.ts';
import { termsOf } from '../../domain/terms/terms-of-comment.ts';
import type { Clustering, Storage } from '../../storage/storage.ts';
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
    const comments = await storage.listComments(report.filter, LIMITS.commentsRead);
    const said = groupedBy(comments, termsOf);

    const cut = (compared: Compared[]) => (sort === 'size' ? compared : byDifference(compared)).slice(0, Number(limit));
    return {
      ...withoutCounting(report),
      comment_count: comments.length,
      terms: cut(comparedTerms(said, everybodyIn(comments), how)).map(({ name, ...rest }) => ({
        term: name,
        ...rest,
      })),
      tags: cut(tagged.length === 0 ? [] : comparedTerms(tagged, await everybodyOf(storage, report, tagged), how)).map(
        ({ name, ...rest }) => ({ tag: name, ...rest }),
      ),
    };
  });
}

/** Tags are given by hand and mostly to none: they are compared with all other answers. */
async function everybodyOf(storage: Storage, { filter }: ResolvedReport, tagged: Named[]): Promise<Everybody> {
  const respondents = new Set(tagged.flatMap(({ answers }) => answers.map(({ respondent }) => respondent)));
  respondents.delete(0);
  const known = [...respondents];
  const [counted] = await storage.countAnswers(filter, PEOPLE);
  const said = await storage.saidBy(filter, known);
  const { totals, ...sums } = counted!.sums;
  return { totals, sums, said: new Map(known.map((respondent, place) => [respondent, said[place]!])) };
}

const PEOPLE: Clustering = { respondents: 'all', unit: 'respondent', cluster: 'respondent' };
