import type { Database } from 'better-sqlite3';
import type { AccountActivity, ResponseFilter } from '../../storage.ts';
import { momentsInFile, type Happening } from './moments-in-file.ts';
import type { ProjectIndex } from './project-index.ts';

/** When somebody of each account last answered one of the surveys, and was last asked by one. */
export async function accountActivity(
  index: ProjectIndex,
  db: Database,
  filter: ResponseFilter,
): Promise<AccountActivity> {
  return {
    last_answered_at: await latest(index, db, filter, 'answered'),
    last_asked_at: await latest(index, db, filter, 'asked'),
  };
}

/** When somebody of each account last answered, whichever survey it was. */
export async function lastAnswered(index: ProjectIndex, db: Database, project: number): Promise<Float64Array> {
  return latest(index, db, { project_id: project, surveys: index.surveyIds }, 'answered');
}

async function latest(
  index: ProjectIndex,
  db: Database,
  { project_id, surveys }: Pick<ResponseFilter, 'project_id' | 'surveys'>,
  happening: Happening,
): Promise<Float64Array> {
  const moments = new Float64Array(index.lastAccount + 1);
  const kept = keptMoments(index, surveys, happening);
  const unsure = kept.map((one) => one.moments.collect(moments));
  if (unsure.every(({ size }) => size === 0)) return moments;

  const found = await momentsInFile(db, project_id, happening);
  unsure.forEach((accounts, place) => {
    const one = kept[place]!;
    for (const [account, doubt] of accounts) {
      const at = Math.max(...one.surveys.map((survey) => found.get(survey)?.get(account) ?? 0));
      one.moments.settle(account, doubt, at);
      moments[account] = Math.max(moments[account]!, at);
    }
  });
  return moments;
}

/** Those of each survey; where all are asked about, what is kept of all together. */
function keptMoments(index: ProjectIndex, surveys: number[], happening: Happening) {
  const { surveyIds } = index;
  const asked = new Set(surveys);
  if (surveyIds.length > 0 && surveyIds.every((survey) => asked.has(survey))) {
    return [{ moments: index.anywhere[happening], surveys: surveyIds }];
  }
  return index.columns(surveys).map((columns, place) => ({ moments: columns[happening], surveys: [surveys[place]!] }));
}
