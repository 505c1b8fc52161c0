import { Breakdown, BreakdownQuery } from '../../../shared/contract/breakdown.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { App, Context } from '../../context.ts';
import { breakdownOf, sortGroups } from '../../domain/reporting/breakdown.ts';
import { dimensionsOf } from '../../domain/reporting/dimensions.ts';
import { echoOf, resolveReport } from '../../domain/reporting/report.ts';
import { plainJson } from './plain-json.ts';
import { problemAnswers } from '../problem-answers.ts';
import { REPORT_REFUSALS } from './refusals.ts';

export function breakdownRoute(app: App, { storage }: Context): void {
  const schema = {
    summary: 'The NPS by trait, touchpoint, locale, channel, account size or version',
    description: 'Each group is tested against all others together; small groups are hidden.',
    tags: ['reporting'],
    querystring: BreakdownQuery,
    response: { 200: Breakdown, ...problemAnswers(400, 401, 403, ...REPORT_REFUSALS) },
  };
  app.get(
    '/metrics/breakdown',
    { schema, serializerCompiler: plainJson, config: { scope: 'read' } },
    async (request): Promise<Breakdown> => {
      const { project, query } = request;
      const { by, sort, order, ...shared } = query;
      const report = await resolveReport(storage, project, shared);
      const dimensions = dimensionsOf(by, await storage.listTraits(project.id));
      const answers = await storage.breakDownAnswers(
        report.filter,
        dimensions.map(({ dimension }) => dimension),
        report.counting,
      );
      const named = answers.map((group) => ({
        ...group,
        key: Object.fromEntries(dimensions.map(({ name }, place) => [name, group.key[place]!])),
      }));
      const { groups, hidden } = breakdownOf(named, report.counting, project.settings.hide_small_groups);
      return {
        ...echoOf(report),
        by: dimensions.map(({ name }) => name),
        data: sortGroups(groups, { ...(sort && { sort }), ...(order && { order }) }).slice(
          0,
          LIMITS.groupsPerBreakdown,
        ),
        group_count: groups.length,
        hidden_group_count: hidden,
      };
    },
  );
}
