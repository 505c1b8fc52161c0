import type { Database } from 'better-sqlite3';
import { numberOf } from '../stored-words.ts';
import type { Check } from './check.ts';

const ANSWERED = numberOf('outcome', 'answered');

/** Pages, tables and indexes, as SQLite sees them. What is wrong with an index alone is mended by making it anew. */
export const STRUCTURE: Check = {
  what: 'the file is damaged',
  find: (db) => {
    const messages = db.prepare<[], string>('pragma integrity_check').pluck().all();
    return messages.length === 1 && messages[0] === 'ok' ? [] : messages;
  },
  repair: (db) => void db.exec('reindex'),
};

interface Orphan {
  table: string;
  parent: string;
}

export const REFERENCES: Check = {
  what: 'rows refer to rows that are not there',
  find: (db) =>
    (db.pragma('foreign_key_check') as Orphan[]).map(({ table, parent }) => `a ${table} without its ${parent}`),
};

/** An answer is written together with the end of its display. */
export const ANSWERED_DISPLAYS: Check = {
  what: 'displays do not know of their answers',
  find: (db) => db.prepare<[], string>(`select 'display ' || lower(hex(display_id)) ${UNKNOWING}`).pluck().all(),
  repair: (db: Database) => {
    db.exec(
      `update display
       set outcome = ${ANSWERED}
       from (select project_id, display_id ${UNKNOWING}) as answer
       where answer.project_id = display.project_id and answer.display_id = display.display_id`,
    );
  },
};

/** Nothing tells which of them the person meant. */
export const SINGLE_ANSWERS: Check = {
  what: 'displays have more than one answer',
  find: (db) =>
    db
      .prepare<[], string>(
        `select 'display ' || lower(hex(display_id))
         from response
         where display_id is not null
         group by project_id, display_id
         having count(*) > 1`,
      )
      .pluck()
      .all(),
};

const UNKNOWING = `
  from response
  join display using (project_id, display_id)
  where display.outcome <> ${ANSWERED}`;
