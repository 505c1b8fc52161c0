import type { Database } from 'better-sqlite3';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ANSWERS, DISPLAYS, type Counting } from './counted-rows.ts';
import { ProjectIndex } from './project-index.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Rows between two turns of the event loop: some milliseconds. */
const PAGE = 2_000;
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
    await eachRow(db, project, DISPLAYS, (display) => index.countDisplay(1, display));
    index.compact();
    while (words.learnTraits(project, index.traits, PAGE)) await nextTurn();
    return index;
  } finally {
    db.close();
  }
}

async function eachRow<Counted>(
  db: Database,
  project: number,
  { table, values, counts, read }: Counting<Counted>,
  visit: (row: Counted) => void,
): Promise<void> {
  const id = `${table}_id`;
  const page = db
    .prepare<[number, Buffer], [Buffer, ...number[]]>(
      `select ${id}, ${values.join(', ')}
       from ${table} as row
       where project_id = ? and ${id} > ? and ${counts}
       order by ${id}
       limit ${PAGE}`,
    )
    .raw();
  let last: Buffer = BEFORE_ALL;
  for (;;) {
    const rows = page.all(project, last);
    for (const row of rows) visit(read(row as unknown as number[], 1));
    if (rows.length < PAGE) return;
    [last] = rows.at(-1)!;
    await nextTurn();
  }
}
