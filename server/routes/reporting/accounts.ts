import { dayOfInstant } from '../../../shared/calendar/zone.ts';
import { AccountsQuery, AccountsReport } from '../../../shared/contract/accounts-report.ts';
import type { App, Context } from '../../context.ts';
import { accountPage } from '../../domain/reporting/account-page.ts';
import { lastKnownTraits } from '../../domain/reporting/account-traits.ts';
import type { AccountFacts } from '../../domain/reporting/accounts.ts';
import { rangeToCompare } from '../../domain/reporting/comparison.ts';
import { wholeRange } from '../../domain/reporting/measure.ts';
import { resolveReport, withoutCounting, type ResolvedReport } from '../../domain/reporting/report.ts';
import type { DayRange, Storage } from '../../storage/storage.ts';
import { problemAnswers } from '../problem-answers.ts';
import { COMPARE_REFUSALS, REPORT_REFUSALS } from './refusals.ts';

export function accountsRoute(app: App, { storage, now }: Context): void {
  const schema = {
    summary: 'Each account: its score, its people, its trend and whether it is at risk',
    description:
      'A company counts by the mean of the latest answer of each of its people. At risk: detractors, and accounts that fell by two points or by a category.',
    tags: ['reporting'],
    querystring: AccountsQuery,
    response: {
      200: AccountsReport,
      ...problemAnswers(400, 401, 403, ...REPORT_REFUSALS, ...COMPARE_REFUSALS, 'invalid_cursor'),
    },
  };
  app.get('/metrics/accounts', { schema, config: { scope: 'read' } }, async (request): Promise<AccountsReport> => {
    const { project, query } = request;
    const report = await resolveReport(storage, project, sharedPart(query));
    const today = dayOfInstant(now(), project.time_zone);
    const other = await rangeBefore(storage, report, query.compare, today);
    const [current, previous] = await answersIn(storage, report, [wholeRange(report.filter.days), other]);

    const { revenue_trait } = project.settings;
    const facts: AccountFacts = {
      accounts: await storage.listAccountIds(project.id),
      current: current!,
      previous,
      activity: await storage.accountActivity(report.filter),
      revenues: revenue_trait === null ? new Map() : await storage.accountNumbers(project.id, revenue_trait),
    };
    const { page, next_cursor } = accountPage(facts, query);
    const traits = await storage.accountTraits(
      project.id,
      page.map(({ internal_id }) => internal_id),
    );
    const declared = await storage.listTraits(project.id);
    const data = page.map(({ internal_id: _id, ...account }, place) => ({
      ...account,
      traits: lastKnownTraits(traits[place]!, declared),
    }));
    return { ...withoutCounting(report), data, next_cursor };
  });
}

function sharedPart(query: AccountsQuery) {
  const {
    compare: _,
    heard: _h,
    category: _c,
    at_risk: _r,
    sort: _s,
    order: _o,
    limit: _l,
    cursor: _p,
    ...shared
  } = query;
  return shared;
}

const WAVE_DAYS = 90;

/** Where the accounts stood before: all that was said before the range began, or before the last ninety days of it. */
async function rangeBefore(
  storage: Storage,
  report: ResolvedReport,
  compare: string | undefined,
  today: number,
): Promise<DayRange | null> {
  if (compare !== undefined) return rangeToCompare(storage, report, compare);
  const { start, end = today + 1 } = report.filter.days;
  return wholeRange({ end: start ?? end - WAVE_DAYS });
}

async function answersIn(storage: Storage, { filter }: ResolvedReport, ranges: (DayRange | null)[]) {
  const asked = ranges.filter((range) => range !== null);
  const answers = await storage.accountAnswers(filter, asked);
  return ranges.map((range) => (range === null ? undefined : answers.shift()));
}
