import type { Database } from 'better-sqlite3';
import type { Condition } from './filter-sql.ts';

/** Up to this many comments are looked up one by one. */
const FEW = 1_000;

export interface CommentSearch {
  condition: Condition;
  /** The condition names the answers, so that nothing else need be passed over. */
  few: boolean;
}

/** Finds comments by their words. What a person typed never reaches the query language of FTS5: every phrase is quoted. */
export function commentSearch(db: Database) {
  const matches = db
    .prepare<[string, number], number>(
      `select rowid
       from comment_fts
       where comment_fts match ?
       limit ?`,
    )
    .pluck();

  return (phrases: string[]): CommentSearch => {
    const query = phrases.map(quoted).join(' AND ') + (mayContinue(phrases.at(-1)) ? ' *' : '');
    const found = matches.all(query, FEW + 1);
    if (found.length <= FEW) {
      const values = [JSON.stringify(found)];
      return { condition: { sql: 'comment_id in (select value from json_each(?))', values }, few: true };
    }
    return { condition: { sql: MATCHES, values: [query] }, few: false };
  };
}

/** Asked answer by answer, within a stretch of them. */
const MATCHES = `comment_id is not null and exists (
    select 1
    from comment_fts
    where comment_fts match ? and rowid = comment_id
  )`;

function quoted(phrase: string): string {
  return `"${phrase.replaceAll('"', '""')}"`;
}

/** A single letter begins too many words to be worth the search. */
function mayContinue(phrase: string | undefined): boolean {
  return phrase !== undefined && Array.from(phrase).length > 1;
}
