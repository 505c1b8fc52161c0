import type { Database } from 'better-sqlite3';
import type { Check } from './check.ts';

export const COMMENT_NUMBERS: Check = {
  what: 'comments have no number, or a number has no comment',
  find: (db) =>
    db
      .prepare<[], string>(
        `select 'response ' || lower(hex(response_id))
         from response
         where (comment is null) <> (comment_id is null)`,
      )
      .pluck()
      .all(),
  repair: (db) => {
    db.exec(
      `update response set comment_id = null where comment is null and comment_id is not null;
       update response
       set comment_id = numbered.comment_id
       from (
         select project_id, response_id, row_number() over () + max(
             (select indexed_up_to from comment_fts_progress),
             (select coalesce(max(comment_id), 0) from response where comment_id is not null)
           ) as comment_id
         from response
         where comment is not null and comment_id is null
       ) as numbered
       where numbered.project_id = response.project_id and numbered.response_id = response.response_id`,
    );
  },
};

/** Which comments are in the index, and where it may be written to also which words of them. */
export const COMMENT_WORDS: Check = {
  what: 'the search does not have the words of the comments',
  find: (db) => {
    const [missing, left] = [
      `select comment_id from response_comment except select id from comment_fts_docsize`,
      `select id from comment_fts_docsize except select comment_id from response_comment`,
    ].map((sql) => db.prepare<[], number>(sql).pluck().all());
    const found = [
      ...missing!.map((id) => `comment ${id} is missing`),
      ...left!.map((id) => `comment ${id} is left over`),
    ];
    return found.length === 0 && !db.readonly && !hasItsWords(db) ? ['words of some comment'] : found;
  },
  repair: (db) => {
    db.exec(
      `update comment_fts_progress
       set indexed_up_to = (select coalesce(max(comment_id), 0) from response where comment_id is not null);
       insert into comment_fts (comment_fts) values ('rebuild')`,
    );
  },
};

function hasItsWords(db: Database): boolean {
  try {
    db.exec(`insert into comment_fts (comment_fts, rank) values ('integrity-check', 1)`);
    return true;
  } catch {
    return false;
  }
}
