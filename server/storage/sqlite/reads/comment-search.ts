import type { Database } from 'better-sqlite3';
import type { Condition } from './filter-sql.ts';
import { FEW, type Candidates } from './candidates.ts';

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

  const searches = new Map<number, BitSet>();
  let last = 0;
  db.function('was_found', { deterministic: false }, (search, comment) =>
    Number(searches.get(search as number)?.has(comment as number) ?? false),
  );

  return (phrases: string[]): Candidates => {
    const found = matches.all(phrases.map(quoted).join(' AND ') + (mayContinue(phrases.at(-1)) ? ' *' : ''));
    if (found.length <= FEW) return { condition: among(found), few: true, release: () => undefined };
    last += 1;
    const search = last;
    searches.set(search, new BitSet(found));
    return {
      condition: { sql: 'comment_id is not null and was_found(?, comment_id)', values: [search] },
      few: false,
      release: () => void searches.delete(search),
    };
  };
}

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

/** A set of small whole numbers, an eighth of a byte for each that there may be. */
class BitSet {
  readonly #bits: Uint8Array;

  constructor(numbers: number[]) {
    let highest = 0;
    for (const number of numbers) highest = Math.max(highest, number);
    this.#bits = new Uint8Array((highest >>> 3) + 1);
    for (const number of numbers) this.#bits[number >>> 3]! |= 1 << (number & 7);
  }

  has(number: number): boolean {
    return ((this.#bits[number >>> 3] ?? 0) & (1 << (number & 7))) !== 0;
  }
}
