import { Terms, TermsQuery } from '../../../shared/contract/terms.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { App, Context } from '../../context.ts';
import { resolveReport, withoutCounting, type ResolvedReport } from '../../domain/reporting/report.ts';
import {
  byDifference,
  comparedTerms,
  everybodyIn,
  placesByName,
  type Compared,
} from '../../domain/terms/compared-terms.ts';
import { Said, Speakers } from '../../domain/terms/speakers.ts';
import { termsOf } from '../../domain/terms/terms-of-comment.ts';
import type { Storage, TaggedAnswer } from '../../storage/storage.ts';
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
    const tagged = await storage.listTagged(report.filter);
    const comments = await storage.listComments(report.filter, LIMITS.commentsRead);
    const commenters = new Speakers(comments);

    const cut = (compared: Compared[]) => (sort === 'size' ? compared : byDifference(compared)).slice(0, Number(limit));
    return {
      ...withoutCounting(report),
      comment_count: comments.length,
      terms: cut(comparedTerms(placesByName(comments, termsOf), commenters, everybodyIn(commenters), how)).map(
        ({ name, ...rest }) => ({ term: name, ...rest }),
      ),
      tags: cut(await comparedTags(storage, report, tagged, how)).map(({ name, ...rest }) => ({ tag: name, ...rest })),
    };
  });
}

/** Tags are given by hand and mostly to none: they are compared with all other answers. */
async function comparedTags(
  storage: Storage,
  { filter }: ResolvedReport,
  tagged: TaggedAnswer[],
  how: Parameters<typeof comparedTerms>[3],
): Promise<Compared[]> {
  if (tagged.length === 0) return [];
  const speakers = new Speakers(tagged);
  const said = Said.all(speakers);
  const known = speakers.respondents.flatMap((respondent, person) => (respondent === 0 ? [] : [person]));
  const { everybody, each } = await storage.saidBy(
    filter,
    known.map((person) => speakers.respondents[person]!),
  );
  known.forEach((person, place) => {
    said.answers[person] = each[place]!.answers;
    said.nets[person] = each[place]!.net;
  });
  const { totals, ...sums } = everybody.sums;
  return comparedTerms(
    placesByName(tagged, ({ tag }) => [tag]),
    speakers,
    { totals, sums, said },
    how,
  );
}
