import { Terms, TermsQuery } from '../../../shared/contract/terms.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { App, Context } from '../../context.ts';
import { resolveReport, withoutCounting, type ResolvedReport } from '../../domain/reporting/report.ts';
import {
  comparedTerms,
  everybodyIn,
  fewestShown,
  type Compared,
  type HowCompared,
} from '../../domain/terms/compared-terms.ts';
import { areAnyCommon } from '../../domain/terms/places-by-name.ts';
import { Said, Speakers } from '../../domain/terms/speakers.ts';
import type { NamedAnswers, Storage } from '../../storage/storage.ts';
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
    const how: HowCompared = {
      confidence: report.counting.confidence,
      hideSmall: project.settings.hide_small_groups,
      sort,
      limit: Number(limit),
    };
    const tagged = await storage.listTagged(report.filter);
    const commenters = new Speakers(await storage.listCommented(report.filter, LIMITS.commentsRead));
    return {
      ...withoutCounting(report),
      comment_count: commenters.people.length,
      terms: comparedTerms(commenters, everybodyIn(commenters), how).map(({ name, group }) => ({
        term: name,
        ...group,
      })),
      tags: (await comparedTags(storage, report, tagged, how)).map(({ name, group }) => ({ tag: name, ...group })),
    };
  });
}

/** Tags are given by hand and mostly to none: they are compared with all other answers. */
async function comparedTags(
  storage: Storage,
  { filter }: ResolvedReport,
  tagged: NamedAnswers,
  how: HowCompared,
): Promise<Compared[]> {
  if (!areAnyCommon(tagged, fewestShown(how.hideSmall))) return [];
  const speakers = new Speakers(tagged);
  const said = Said.all(speakers);
  const known = [...speakers.respondents.keys()].filter((person) => speakers.respondents[person] !== 0);
  const { everybody, each } = await storage.saidBy(
    filter,
    known.map((person) => speakers.respondents[person]!),
  );
  known.forEach((person, place) => {
    said.answers[person] = each[place]!.answers;
    said.nets[person] = each[place]!.net;
  });
  const { totals, ...sums } = everybody.sums;
  return comparedTerms(speakers, { totals, sums, said }, how);
}
