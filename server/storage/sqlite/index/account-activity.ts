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
  const kept = index.columns(surveys).map((columns) => columns[happening]);
  const unsure = kept.map((one) => one.collect(moments));
  if (unsure.every(({ size }) => size === 0)) return moments;

  const found = await momentsInFile(db, project_id, happening);
  unsure.forEach((accounts, place) => {
    for (const [account, doubt] of accounts) {
      const at = found.get(surveys[place]!)?.get(account) ?? 0;
      kept[place]!.settle(account, doubt, at);
      moments[account] = Math.max(moments[account]!, at);
    }
  });
  return moments;
}
