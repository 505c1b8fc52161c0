import type { Database } from 'better-sqlite3';

interface Imported {
  survey: number;
  responded_at: number;
}

/**
 * Somebody who answered elsewhere was asked then, and rests from then on; what is known of later moments stays. One statement, because
 * an import has a person in nearly every row: to read the memory, to change it and to write it down would be two.
 */
export function restAfterImports(db: Database) {
  // Places in a memory: 2 is when the survey was last shown, 3 when it was last answered.
  const rest = db.prepare(
    `insert into asking_memory (project_id, respondent_id, memory)
     values (@project, @person, @memory)
     on conflict do update
     set memory = case
         when coalesce(json_extract(memory, @place || '[2]'), -1) < @at then json_set(memory, @place, json_array(@at, 1, @at, @at))
         else json_set(memory, @place || '[3]', @at)
       end
     where coalesce(json_extract(memory, @place || '[2]'), -1) < @at or coalesce(json_extract(memory, @place || '[3]'), -1) < @at`,
  );
  return (project: number, person: number, { survey, responded_at: at }: Imported): void => {
    const memory = `{"${survey}":[${at},1,${at},${at}]}`;
    rest.run({ project, person, memory, place: `$."${survey}"`, at });
  };
}
