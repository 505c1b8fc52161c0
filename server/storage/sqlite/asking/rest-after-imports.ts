import type { Database } from 'better-sqlite3';
import type { PackedMemory } from './memory-rows.ts';

export interface ImportedRest {
  person: number;
  survey: number;
  responded_at: number;
}

/**
 * Somebody who answered elsewhere was asked then, and rests from then on; what is known of later moments stays. Many at once, in the
 * order in which people stand in the table: neighbours share pages, and one memory is read and written once.
 */
export function restAfterImports(db: Database) {
  const find = db
    .prepare<[number, number], string>(
      `select memory
       from asking_memory
       where project_id = ? and respondent_id = ?`,
    )
    .pluck();
  const insert = db.prepare<[number, number, string]>(
    `insert into asking_memory (project_id, respondent_id, memory)
     values (?, ?, ?)`,
  );
  const update = db.prepare<[string, number, number]>(
    `update asking_memory
     set memory = ?
     where project_id = ? and respondent_id = ?`,
  );

  return (project: number, imported: ImportedRest[]): void => {
    imported.sort((one, other) => one.person - other.person);
    for (let place = 0; place < imported.length;) {
      const { person } = imported[place]!;
      const known = find.get(project, person);
      const memory: PackedMemory = known === undefined ? {} : (JSON.parse(known) as PackedMemory);
      let isNews = false;
      for (; imported[place]?.person === person; place++) isNews = takeIn(memory, imported[place]!) || isNews;
      if (known === undefined) insert.run(project, person, JSON.stringify(memory));
      else if (isNews) update.run(JSON.stringify(memory), project, person);
    }
  };
}

/** False when it was known. */
function takeIn(memory: PackedMemory, { survey, responded_at: at }: ImportedRest): boolean {
  const known = memory[survey];
  if (!known || known[2] < at) memory[survey] = [at, 1, at, at];
  else if (known[3] === null || known[3] < at) known[3] = at;
  else return false;
  return true;
}
