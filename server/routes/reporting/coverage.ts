import { Coverage, CoverageQuery } from '../../../shared/contract/coverage.ts';
import type { Trait } from '../../../shared/contract/traits.ts';
import { Problem } from '../../../shared/problem.ts';
import type { App, Context } from '../../context.ts';
import { displaysTogether, responseRates, sharesHeard, silentAccounts } from '../../domain/reporting/coverage.ts';
import { dimensionsOf, storedDimensions, type StoredDimension } from '../../domain/reporting/dimensions.ts';
import { earlyAndLate } from '../../domain/reporting/early-and-late.ts';
import { resolveReport, withoutCounting } from '../../domain/reporting/report.ts';
import type { Project, ResponseFilter, Storage } from '../../storage/storage.ts';
import { problemAnswers } from '../problem-answers.ts';
import { REPORT_REFUSALS } from './refusals.ts';

/** Each is looked up with its display. */
const DELAYS_COMPARED = 2_000;

export function coverageRoute(app: App, { storage }: Context): void {
  const schema = {
    summary: 'Who was heard from, and who was not',
    description:
      'The share of accounts and of revenue behind the number, the response rate by trait, and early against late answers.',
    tags: ['reporting'],
    querystring: CoverageQuery,
    response: { 200: Coverage, ...problemAnswers(400, 401, 403, ...REPORT_REFUSALS) },
  };
  app.get('/metrics/coverage', { schema, config: { scope: 'read' } }, async (request): Promise<Coverage> => {
    const { project, query } = request;
    const { by, ...shared } = query;
    const report = await resolveReport(storage, project, shared);
    const dimensions = by === undefined ? [] : displayDimensions(by, await storage.listTraits(project.id));
    const { filter, counting } = report;

    const displays = await storage.groupDisplays(filter, { by: dimensions.map(({ dimension }) => dimension) });
    const { display_count, answered_count } = displaysTogether(displays);
    const delays = await storage.answerDelays(filter, DELAYS_COMPARED);
    return {
      ...withoutCounting(report),
      ...(await accountsHeard(storage, project, filter)),
      display_count,
      response_rate: display_count === 0 ? null : answered_count / display_count,
      response_rates: dimensions.length === 0 ? [] : responseRates(dimensions, displays),
      early_and_late: earlyAndLate(delays, counting.confidence),
    };
  });
}

/** Throws `unknown_trait`, or `invalid_request`: a size is told by those who answered, not by those who were asked. */
function displayDimensions(by: string | string[], declared: Trait[]): StoredDimension[] {
  const dimensions = dimensionsOf(by, declared);
  const stored = storedDimensions(dimensions);
  if (stored.length === dimensions.length) return stored;
  throw new Problem('invalid_request', { errors: [{ path: 'by', message: 'is told by answers, not by displays' }] });
}

async function accountsHeard(storage: Storage, project: Project, filter: ResponseFilter) {
  const answered = await storage.heardAccounts(filter);
  const heard = (account: number) => answered[account] === 1;
  const accounts = await storage.listAccountIds(project.id);
  const activity = await storage.accountActivity(filter);
  const { revenue_trait } = project.settings;
  const revenues = revenue_trait === null ? undefined : await storage.accountNumbers(project.id, revenue_trait);
  return {
    ...sharesHeard(accounts, heard, revenues),
    silent_accounts: silentAccounts(accounts, heard, activity, revenues),
  };
}
