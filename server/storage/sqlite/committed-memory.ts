import type { Database } from 'better-sqlite3';

/** What is read as a whole, again and again, and changes seldom: small tables that every request asks for, and who the companies are. */
const TABLES = { tenants: ['project', 'survey', 'trait'], accounts: ['account'] };
type Topic = keyof typeof TABLES;
/** When a company was last asked changes with every display, and is read elsewhere. */
const EVENTS = {
  tenants: ['insert', 'update', 'delete'],
  accounts: ['insert', 'update of external_id, traits', 'delete'],
};
/** More answers than this are of questions that vary: whoever asks them should not fill the memory. */
const MOST_KEPT = 10_000;

/**
 * Remembers what was read of projects, surveys, traits and companies until one of them changes: reading and parsing it costs more than most
 * requests do otherwise. What is answered is shared, and not to be changed.
 */
export class CommittedMemory {
  readonly #kept: Record<Topic, Map<string, unknown>[]> = { tenants: [], accounts: [] };
  readonly #changed = new Set<Topic>();

  /** Triggers on the writing connection tell of every change, whichever operation makes it. */
  constructor(writer: Database) {
    for (const topic of ['tenants', 'accounts'] as const) {
      writer.function(`note_${topic}`, () => {
        this.#changed.add(topic);
        return null;
      });
      for (const table of TABLES[topic]) {
        for (const [place, event] of EVENTS[topic].entries()) {
          writer.exec(
            `create temp trigger note_${table}_${place} after ${event} on ${table} begin select note_${topic}(); end;`,
          );
        }
      }
    }
  }

  /** The same query, which reads what is committed; nothing found is not remembered. */
  of<Input extends (string | number)[], Output>(
    query: (...input: Input) => Output,
    topic: Topic = 'tenants',
  ): (...input: Input) => Output {
    const kept = new Map<string, unknown>();
    this.#kept[topic].push(kept);
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
    for (const topic of this.#changed) for (const kept of this.#kept[topic]) kept.clear();
    this.#changed.clear();
  }
}
