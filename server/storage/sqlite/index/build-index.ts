import type { Database } from 'better-sqlite3';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ANSWERS, DISPLAYS, type Counting, type CountedTag } from './counted-rows.ts';
import { ProjectIndex } from './project-index.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Rows between two turns of the event loop: some milliseconds. */
const PAGE = 4_000;
/** Trait sets between two turns: each is parsed by itself. */
const TRAIT_SETS = 2_000;
/** Below every id. */
const BEFORE_ALL = Buffer.alloc(0);

/**
 * Counts every row of a project as it stands when this is called: `db` is a connection of its own, which keeps that state until
 * the end, and is closed then. Other work goes on between pages.
 */
export async function buildIndex(db: Database, project: number, words: Vocabulary): Promise<ProjectIndex> {
  const index = new ProjectIndex();
  try {
    db.exec('begin');
    // A deferred transaction sees the file as it is at its first read.
    db.prepare('select 1 from project').get();
    await eachRow(db, project, ANSWERS, (answer) => index.countAnswer(1, answer));
    await eachTag(db, project, (tag) => index.countTag(1, tag));
    await eachRow(db, project, DISPLAYS, (display) => index.countDisplay(1, display));
    index.compact();
    while (words.learnTraits(project, index.traits, TRAIT_SETS)) await nextTurn();
    return index;
  } finally {
    db.close();
  }
}

/** A page comes as one list of numbers for each value: to hand over rows one by one costs more than twice the time. */
async function eachRow<Counted>(
  db: Database,
  project: number,
  { table, values, counts, read }: Counting<Counted>,
  visit: (row: Counted) => void,
): Promise<void> {
  const id = `${table}_id`;
  const page = db
    .prepare<[number, Buffer], [Buffer | null, ...string[]]>(
      `select max(id), ${values.map((_, place) => `json_group_array(value_${place}) filter (where counts)`).join(', ')}
       from (
         select ${id} as id, ${counts} as counts, ${values.map((value, place) => `${value} as value_${place}`).join(', ')}
         from ${table} as row
         where project_id = ? and ${id} > ?
         order by ${id}
         limit ${PAGE}
       )`,
    )
    .raw();
  const one = values.map(() => 0);
  let last: Buffer | null = BEFORE_ALL;
  for (;;) {
    const [end, ...lists]: [Buffer | null, ...string[]] = page.get(project, last)!;
    if (end === null) return;
    last = end;
    const columns = lists.map((list) => JSON.parse(list) as number[]);
    const { length } = columns[0]!;
    for (let row = 0; row < length; row++) {
      for (let place = 0; place < one.length; place++) one[place] = columns[place]![row]!;
      visit(read(one, 0));
    }
    await nextTurn();
  }
}

/** Tags are given by hand: there are few of them. */
async function eachTag(db: Database, project: number, visit: (tag: CountedTag) => void): Promise<void> {
  const page = db
    .prepare<[number, Buffer, number], [answer: Buffer, label: number, ...number[]]>(
      `select response_id, label_id, ${ANSWERS.values.join(', ')}, ${ANSWERS.counts}
       from response_tag
       cross join response as row using (project_id, response_id)
       where project_id = ? and (response_id, label_id) > (?, ?)
       order by response_id, label_id
       limit ${PAGE}`,
    )
    .raw();
  let rows = page.all(project, BEFORE_ALL, 0);
  while (rows.length > 0) {
    for (const [, label, ...values] of rows) {
      if (values.at(-1) === 1) visit({ label, ...ANSWERS.read(values, 0) });
    }
    await nextTurn();
    const [answer, label] = rows.at(-1)!;
    rows = page.all(project, answer, label);
  }
}
