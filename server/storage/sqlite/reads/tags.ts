import type { Database } from 'better-sqlite3';
import type { ResponseFilter, TagTally } from '../../storage.ts';
import { conditionOnResponses } from './filter-sql.ts';

interface TagRow {
  tag: string;
  score: number;
  responses: number;
}

export function tagReads(db: Database) {
  return {
    tallyTags(filter: ResponseFilter): TagTally[] {
      const { sql, values } = conditionOnResponses(filter);
      // Tags are given by hand: there are few of them, so they lead and the answers are looked up.
      const rows = db.prepare<unknown[], TagRow>(
        `select label.text as tag, score, count(*) as responses
         from response_tag
         cross join response using (project_id, response_id)
         cross join label using (project_id, label_id)
         where ${sql}
         group by 1, 2
         order by 1`,
      );
      const tags = new Map<string, TagTally>();
      for (const { tag, score, responses } of rows.all(...values)) {
        const tally = tags.get(tag) ?? { tag, scores: Array<number>(11).fill(0) };
        tally.scores[score] = responses;
        tags.set(tag, tally);
      }
      return [...tags.values()];
    },
  };
}
