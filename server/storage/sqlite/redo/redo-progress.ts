import type { Database } from 'better-sqlite3';

/** The number of the last redo that the database holds, which moves with each commit. */
export class RedoProgress {
  number: number;
  readonly identity: Buffer;
  readonly #note;

  constructor(db: Database) {
    const found = db
      .prepare<[], { number: number; identity: Buffer }>('select number, identity from redo_progress')
      .get()!;
    this.number = found.number;
    this.identity = found.identity;
    this.#note = db.prepare<[number]>('update redo_progress set number = ?');
  }

  /** Within the transaction that brings so many more; holds when it is committed. */
  note(more: number): void {
    this.#note.run(this.number + more);
  }

  confirm(more: number): void {
    this.number += more;
  }
}
