import type { Database } from 'better-sqlite3';
import { NumberSet } from '../number-set.ts';
import type { Condition } from './filter-sql.ts';
import { FEW, type Candidates } from './candidates.ts';

/** Of the last few searches: each page of a list asks for its search again. */
const MOST_KEPT = 8;

/**
 * Finds comments by their words, once for a whole walk: asking FTS5 answer by answer would expand the beginning of a word anew each
 * time. What a person typed never reaches its query language: every phrase is quoted.
 */
export function commentSearch(db: Database) {
  const matches = db
    .prepare<[string], number>(
      `select rowid
       from comment_fts
       where comment_fts match ?`,
    )
    .pluck();
  const lastIndexed = db.prepare<[], number>('select indexed_up_to from comment_fts_progress').pluck();

  const kept = new Map<string, Found>();
  let keptUpTo = 0;
  /** What was found stays true until more comments are taken in: one that is gone takes its number along, and none is given twice. */
  function foundBy(match: string, upTo: number): Found {
    if (upTo !== keptUpTo) kept.clear();
    keptUpTo = upTo;
    const known = kept.get(match);
    if (known) return known;
    const numbers = matches.all(match);
    const found = numbers.length <= FEW ? { condition: among(numbers) } : { comments: new NumberSet(numbers) };
    const [oldest] = kept.keys();
    if (kept.size === MOST_KEPT) kept.delete(oldest!);
    kept.set(match, found);
    return found;
  }

  const searches = new Map<number, NumberSet>();
  let last = 0;
  db.function('was_found', { deterministic: false }, (search, comment) =>
    Number(searches.get(search as number)?.has(comment as number) ?? false),
  );

  return (phrases: string[]): Candidates => {
    const upTo = lastIndexed.get()!;
    const found = foundBy(phrases.map(quoted).join(' AND ') + (mayContinue(phrases.at(-1)) ? ' *' : ''), upTo);
    if ('condition' in found) return { condition: found.condition, few: true, release: () => undefined };
    last += 1;
    const search = last;
    searches.set(search, found.comments);
    return {
      condition: { sql: 'comment_id is not null and was_found(?, comment_id)', values: [search] },
      few: false,
      comments: found.comments,
      release: () => void searches.delete(search),
    };
  };
}

type Found = { condition: Condition } | { comments: NumberSet };

function among(comments: number[]): Condition {
  return { sql: 'comment_id in (select value from json_each(?))', values: [JSON.stringify(comments)] };
}

function quoted(phrase: string): string {
  return `"${phrase.replaceAll('"', '""')}"`;
}

/** A single letter begins too many words to be worth the search. */
function mayContinue(phrase: string | undefined): boolean {
  return phrase !== undefined && Array.from(phrase).length > 1;
}
