import type { Database } from 'better-sqlite3';
import type { PersonMemory, SurveyMemory } from '../../../../shared/eligibility/memory.ts';

/** As in `SurveyMemory`, in the order of the column's comment: a fifth of the size that names would need. */
type Packed = [
  wave_started_at: number,
  displays_in_wave: number,
  last_shown_at: number,
  last_answer_at: number | null,
  before?: Packed | null,
];

/** By the number of the survey. */
export type PackedMemory = Record<string, Packed>;

/** The one row that holds what is remembered of one person. */
export function memoryRows(db: Database) {
  const find = db.prepare<[number, number], { memory: string }>(
    `select memory
     from asking_memory
     where project_id = ? and respondent_id = ?`,
  );
  const put = db.prepare<[number, number, string]>(
    `insert into asking_memory (project_id, respondent_id, memory)
     values (?, ?, ?)
     on conflict do update set memory = excluded.memory`,
  );
  const remove = db.prepare<[number, number]>(
    `delete from asking_memory
     where project_id = ? and respondent_id = ?`,
  );

  function write(project: number, person: number, memory: PersonMemory): void {
    const packed = Object.entries<SurveyMemory>(memory).map(([survey, known]) => [survey, pack(known)]);
    if (packed.length === 0) remove.run(project, person);
    else put.run(project, person, JSON.stringify(Object.fromEntries(packed)));
  }

  return {
    write,

    read: (project: number, person: number): PersonMemory => unpackMemory(find.get(project, person)?.memory),

    change(project: number, person: number, change: (memory: PersonMemory) => PersonMemory): void {
      const before = unpackMemory(find.get(project, person)?.memory);
      const after = change(before);
      if (after !== before) write(project, person, after);
    },
  };
}

export function unpackMemory(text: string | null | undefined): PersonMemory {
  if (!text) return {};
  const memory: PersonMemory = {};
  for (const [survey, packed] of Object.entries(JSON.parse(text) as PackedMemory)) {
    memory[Number(survey)] = unpack(packed);
  }
  return memory;
}

function pack({ before, ...known }: SurveyMemory): Packed {
  const packed: Packed = [known.wave_started_at, known.displays_in_wave, known.last_shown_at, known.last_answer_at];
  if (before !== undefined) packed.push(before && pack(before));
  return packed;
}

function unpack([wave_started_at, displays_in_wave, last_shown_at, last_answer_at, before]: Packed): SurveyMemory {
  const known = { wave_started_at, displays_in_wave, last_shown_at, last_answer_at };
  return before === undefined ? known : { ...known, before: before && unpack(before) };
}
