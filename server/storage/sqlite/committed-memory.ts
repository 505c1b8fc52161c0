import type { Database } from 'better-sqlite3';

/** Small tables that every request asks for and nobody changes often. */
const TABLES = ['project', 'survey', 'trait'];
/** More answers than this are of questions that vary: whoever asks them should not fill the memory. */
const MOST_KEPT = 10_000;

/**
 * Remembers what was read of projects, surveys and traits until one of them changes: reading and parsing it costs more than most
 * requests do otherwise. What is answered is shared, and not to be changed.
 */
export class CommittedMemory {
  readonly #kept: Map<string, unknown>[] = [];
  #hasChanged = false;

  /** Triggers on the writing connection tell of every change, whichever operation makes it. */
  constructor(writer: Database) {
    writer.function('note_change', () => {
      this.#hasChanged = true;
      return null;
    });
    for (const table of TABLES) {
      for (const event of ['insert', 'update', 'delete']) {
        writer.exec(
          `create temp trigger note_${table}_${event} after ${event} on ${table} begin select note_change(); end;`,
        );
      }
    }
  }

  /** The same query, which reads what is committed; nothing found is not remembered. */
  of<Input extends (string | number)[], Output>(query: (...input: Input) => Output): (...input: Input) => Output {
    const kept = new Map<string, unknown>();
    this.#kept.push(kept);
    return (...input) => {
      const key = input.join('\n');
      const known = kept.get(key);
      if (known !== undefined) return known as Output;
      const found = query(...input);
      if (found !== undefined && kept.size < MOST_KEPT) kept.set(key, found);
      return found;
    };
  }

  /** To be called between a commit and its acknowledgement. */
  followCommit(): void {
    if (this.#hasChanged) for (const kept of this.#kept) kept.clear();
    this.#hasChanged = false;
  }
}
