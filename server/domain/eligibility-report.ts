import { clockIn } from '../../shared/calendar/clock.ts';
import type { Traits } from '../../shared/contract/common.ts';
import { TRAIT_PARAMETER, type Eligibility, type EligibilityQuery } from '../../shared/contract/eligibility.ts';
import type { Trait } from '../../shared/contract/traits.ts';
import { explain } from '../../shared/eligibility.ts';
import { judgePage } from '../../shared/eligibility/page-rules.ts';
import { Problem } from '../../shared/problem.ts';
import type { Project, Storage } from '../storage/storage.ts';
import { snapshotOf } from './trait-snapshot.ts';

/** Would this person be asked this survey now, and why not? Nothing is claimed or remembered. Throws `unknown_survey`. */
export async function eligibilityReport(
  storage: Storage,
  project: Project,
  query: EligibilityQuery,
  now: number,
): Promise<Eligibility> {
  const found = await storage.findSurvey(project.id, query.survey);
  if (!found) throw new Problem('unknown_survey');
  const { internal_id: surveyNumber, survey } = found;
  const clock = clockIn(project.time_zone, now);
  const facts = await storage.askingFacts({
    project_id: project.id,
    person: personOf(query),
    account: query.account,
    survey: surveyNumber,
    hasQuota: survey.targeting.quota?.responses !== undefined,
    today: clock.today,
  });
  const told = traitsOf(query, await storage.listTraits(project.id));
  const traits = { ...told, ...facts.toldTraits };

  const page = judgePage(survey.targeting, { ...query, path: query.url_path });
  const rules = explain({ ...facts, survey, surveyNumber, traits, locale: query.locale, clock });
  const all = [
    ...page.map((verdict) => ({ ...verdict, judged_by: 'page' as const, passes_at: null })),
    ...rules.map((verdict) => ({ ...verdict, judged_by: 'server' as const, passes_at: instant(verdict.passes_at) })),
  ];
  const refusing = all.find(({ passes }) => passes === false);
  return {
    survey: query.survey,
    ask: refusing === undefined,
    because: refusing?.rule ?? null,
    retry_at: refusing?.passes_at ?? null,
    ...(query.explain === 'true' && { rules: all }),
  };
}

function personOf({ respondent, anonymous_id }: EligibilityQuery) {
  if (respondent !== undefined) return { id: respondent, anonymous: false };
  return anonymous_id === undefined ? undefined : { id: anonymous_id, anonymous: true };
}

/** Everything in a query is text: numbers and truths are read as their trait is declared. */
function traitsOf(query: EligibilityQuery, declared: Trait[]): Traits {
  const traits: Traits = {};
  for (const [name, value] of Object.entries(query as Record<string, string>)) {
    const key = new RegExp(TRAIT_PARAMETER).exec(name)?.[1];
    const type = declared.find((trait) => trait.key === key)?.type;
    if (key === undefined || type === undefined) continue;
    if (type === 'number') traits[key] = Number(value);
    else if (type === 'boolean') traits[key] = value === 'true';
    else traits[key] = value;
  }
  return snapshotOf(declared, traits, traits);
}

function instant(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
