import type { Database, Statement } from 'better-sqlite3';

const ENTRIES = 200;

/** Statements whose text depends on which filters are set: few texts, asked for again and again. */
export class StatementCache {
  readonly #db: Database;
  readonly #prepared = new Map<string, Statement>();

  constructor(db: Database) {
    this.#db = db;
  }

  get<Row>(sql: string): Statement<unknown[], Row> {
    const known = this.#prepared.get(sql);
    if (known) return known as Statement<unknown[], Row>;
    const prepared = this.#db.prepare<unknown[], Row>(sql);
    if (this.#prepared.size >= ENTRIES) this.#prepared.delete(this.#prepared.keys().next().value!);
    this.#prepared.set(sql, prepared);
    return prepared;
  }
}
