import type { Database } from 'better-sqlite3';
import { memoryRows } from '../asking/memory-rows.ts';
import { numberOf } from '../stored-words.ts';
import type { Check } from './check.ts';

const NOT_DRAWN = numberOf('outcome', 'not_drawn');

interface Forgotten {
  project_id: number;
  respondent_id: number;
  survey_id: number;
  shown_at: number;
  answered_at: number | null;
}

/**
 * Whoever was shown a survey or answered it is remembered at least as late as that, or they would be asked too soon. Test projects, whose
 * clocks are moved, are left out.
 */
export const RESTS: Check = {
  what: 'people would be asked too soon',
  find: (db) => [...forgotten(db)].map((one) => `respondent ${one.respondent_id}, survey ${one.survey_id}`),
  repair: (db) => {
    const memories = memoryRows(db);
    for (const { project_id, respondent_id, survey_id, shown_at, answered_at } of forgotten(db)) {
      memories.change(project_id, respondent_id, (memory) => {
        const known = memory[survey_id] ?? {
          wave_started_at: shown_at,
          displays_in_wave: 1,
          last_shown_at: shown_at,
          last_answer_at: null,
        };
        const { before: _, ...kept } = known;
        return {
          ...memory,
          [survey_id]: {
            ...kept,
            last_shown_at: Math.max(known.last_shown_at, shown_at),
            last_answer_at:
              answered_at === null ? known.last_answer_at : Math.max(known.last_answer_at ?? 0, answered_at),
          },
        };
      });
    }
  },
};

function forgotten(db: Database): Forgotten[] {
  return db
    .prepare<[], Forgotten>(
      `with seen as (
         select project_id, respondent_id, survey_id, displayed_at as shown_at, null as answered_at
         from display
         where respondent_id is not null and outcome <> ${NOT_DRAWN}
         union all
         select project_id, respondent_id, survey_id, responded_at, responded_at
         from response
         where respondent_id is not null
       ),
       latest as (
         select project_id, respondent_id, survey_id, max(shown_at) as shown_at, max(answered_at) as answered_at
         from seen
         join project using (project_id)
         where mode = 'live'
         group by project_id, respondent_id, survey_id
       )
       select latest.*
       from latest
       left join asking_memory using (project_id, respondent_id)
       where coalesce(json_extract(memory, '$."' || survey_id || '"[2]'), 0) < shown_at
         or coalesce(json_extract(memory, '$."' || survey_id || '"[3]'), 0) < coalesce(answered_at, 0)`,
    )
    .all();
}
