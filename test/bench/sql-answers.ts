import { resolveFilters } from '../../server/domain/filters.ts';
import { openReader } from '../../server/storage/sqlite/open-database.ts';
import { conditionOf, conditionOnResponses } from '../../server/storage/sqlite/reads/filter-sql.ts';
import { tenantReads } from '../../server/storage/sqlite/reads/tenants.ts';
import type { Storage } from '../../server/storage/storage.ts';
import type { BenchDatabase } from './make-database.ts';

/** The same questions by plain SQL over the tables, as they would be asked without an index in memory. */
export function sqlAnswers({ file }: BenchDatabase): { ask: (url: string) => Promise<number>; close: () => void } {
  const db = openReader(file);
  const tenants = tenantReads(db);
  const storage = { listSurveys: tenants.listSurveys, listTraits: tenants.listTraits } as unknown as Storage;
  const [project] = tenants.listProjects();
  return {
    /** Milliseconds until every count is there. */
    async ask(url: string): Promise<number> {
      const query = queryOf(url);
      const { filter } = await resolveFilters(storage, project!, query);
      const group = url.includes('/series') ? 'day' : 'null';
      const answers = conditionOnResponses(filter);
      const displays = conditionOf(filter);
      const begin = performance.now();
      db.prepare(
        `select ${group}, score, count(*), count(comment)
         from response
         where ${answers.sql}
         group by 1, 2`,
      ).all(...answers.values);
      db.prepare(
        `select count(distinct respondent_id), count(distinct account_id)
         from response
         where ${answers.sql}`,
      ).all(...answers.values);
      db.prepare(
        `select ${group}, count(*), sum(outcome = 'answered')
         from display
         where ${displays.sql}
           and outcome <> 'not_drawn'
         group by 1`,
      ).all(...displays.values);
      return performance.now() - begin;
    },
    close: () => void db.close(),
  };
}

/** As the server parses it: a name that comes twice has a list. */
function queryOf(url: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const [name, value] of new URL(url, 'http://localhost').searchParams) {
    if (name === 'bucket') continue;
    query[name] = query[name] === undefined ? value : [query[name], value].flat();
  }
  return query;
}
