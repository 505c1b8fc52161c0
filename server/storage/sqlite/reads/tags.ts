import type { Database } from 'better-sqlite3';
import type { ResponseFilter, TaggedAnswer } from '../../storage.ts';
import { conditionOnResponses } from './filter-sql.ts';

export function tagReads(db: Database) {
  return {
    listTagged(filter: ResponseFilter): TaggedAnswer[] {
      const { sql, values } = conditionOnResponses(filter);
      // Tags are given by hand: there are few of them, so they lead and the answers are looked up.
      const rows = db.prepare<unknown[], TaggedAnswer>(
        `select label.text as tag, score, coalesce(respondent_id, 0) as respondent, coalesce(account_id, 0) as account
         from response_tag
         cross join response using (project_id, response_id)
         cross join label using (project_id, label_id)
         where ${sql}
         order by responded_at desc, response_id desc`,
      );
      return rows.all(...values);
    },
  };
}
