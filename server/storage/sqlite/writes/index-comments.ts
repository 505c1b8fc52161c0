import type { Database } from 'better-sqlite3';

/** Comments of one portion: some milliseconds. */
export const PORTION = 250;

/** Takes the next comments into the search index. */
export function indexComments(db: Database) {
  const end = db
    .prepare<[], number | null>(
      `select max(comment_id)
       from (
         select comment_id
         from response
         where comment_id > (select indexed_up_to from comment_fts_progress)
         order by comment_id
         limit ${PORTION}
       )`,
    )
    .pluck();
  const takeIn = db.prepare<[number]>(
    `insert into comment_fts (rowid, comment)
     select comment_id, comment
     from response
     where comment_id > (select indexed_up_to from comment_fts_progress) and comment_id <= ?`,
  );
  const note = db.prepare<[number]>('update comment_fts_progress set indexed_up_to = ?');

  return (): void => {
    const last = end.get();
    if (typeof last !== 'number') return;
    takeIn.run(last);
    note.run(last);
  };
}
