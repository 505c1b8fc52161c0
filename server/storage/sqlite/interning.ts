import type { Database } from 'better-sqlite3';
import type { Traits } from '../../../shared/contract/common.ts';

/** Names of a kind and a project that are kept: some megabytes. */
const MOST_KEPT = 50_000;

/** Texts that many rows share are stored once; rows carry the small number this gives them. */
export class Interning {
  readonly #person;
  readonly #account;
  readonly #traits;
  readonly #label;
  readonly #db: Database;
  /** Objects that many rows share, so that none of them is put into words again. */
  #sets = new WeakMap<Traits, { project: number; id: number | null }>();

  constructor(db: Database) {
    this.#db = db;
    this.#person = dictionary(db, 'respondent', 'respondent_id', ['external_id', 'anonymous']);
    this.#account = dictionary(db, 'account', 'account_id', ['external_id']);
    this.#traits = dictionary(db, 'trait_set', 'trait_set_id', ['traits']);
    this.#label = dictionary(db, 'label', 'label_id', ['text']);
  }

  /**
   * Keeps numbers in memory from now on. A number that no longer stands, or never was committed, would go to whoever comes next: they
   * are forgotten with the first row that is deleted, and whoever undoes a transaction calls `forget`.
   */
  keep(): void {
    this.#db.function('forget_names', () => {
      this.forget();
      return null;
    });
    for (const table of ['respondent', 'account', 'trait_set', 'label']) {
      this.#db.exec(
        `create temp trigger forget_${table} after delete on ${table} begin
           select forget_names();
         end`,
      );
    }
    for (const kind of this.#kinds) kind.keep();
  }

  forget(): void {
    for (const kind of this.#kinds) kind.forget();
    this.#sets = new WeakMap();
  }

  person(project: number, person: { id: string; anonymous: boolean }): number {
    return this.#person.intern(project, person.id, person.anonymous ? 1 : 0);
  }

  account(project: number, id: string): number {
    return this.#account.intern(project, id);
  }

  /** One number for one set of traits, however its keys were ordered; `null` for none. The object must not change afterwards. */
  traits(project: number, traits: Traits): number | null {
    const known = this.#sets.get(traits);
    if (known?.project === project) return known.id;
    const entries = Object.entries(traits).sort(([a], [b]) => (a < b ? -1 : 1));
    const text = JSON.stringify(Object.fromEntries(entries));
    const id = entries.length === 0 ? null : this.#traits.intern(project, text);
    if (this.#traits.isKept) this.#sets.set(traits, { project, id });
    return id;
  }

  label(project: number, text: string): number {
    return this.#label.intern(project, text);
  }

  get #kinds() {
    return [this.#person, this.#account, this.#traits, this.#label];
  }
}

type Id = { id: number };

type Key = [text: string, mark?: number];

function dictionary(db: Database, table: string, id: string, keys: string[]) {
  const find = db.prepare<[number, ...Key], Id>(
    `select ${id} as id from ${table} where project_id = ? and ${keys.map((key) => `${key} = ?`).join(' and ')}`,
  );
  const findLast = db.prepare<[number], Id>(`select coalesce(max(${id}), 0) as id from ${table} where project_id = ?`);
  const insert = db.prepare<[number, number, ...Key]>(
    `insert into ${table} (project_id, ${id}, ${keys.join(', ')})
     values (?, ?, ${keys.map(() => '?').join(', ')})`,
  );
  /** By project. */
  const last = new Map<number, number>();
  function stored(project: number, key: Key): number {
    const known = find.get(project, ...key)?.id;
    if (known !== undefined) return known;
    const number = 1 + ((kept && last.get(project)) ?? findLast.get(project)!.id);
    insert.run(project, number, ...key);
    last.set(project, number);
    return number;
  }
  /** By project and mark. */
  let kept: Map<number, Map<string, number>> | undefined;
  return {
    get isKept() {
      return kept !== undefined;
    },
    keep: () => void (kept = new Map()),
    forget() {
      kept?.clear();
      last.clear();
    },
    /** `mark`, 0 or 1, tells one text from the same text. */
    intern(project: number, text: string, mark?: 0 | 1): number {
      const key: Key = mark === undefined ? [text] : [text, mark];
      if (!kept) return stored(project, key);
      const kind = 2 * project + (mark ?? 0);
      let names = kept.get(kind);
      if (!names) kept.set(kind, (names = new Map()));
      const known = names.get(text);
      if (known !== undefined) return known;
      if (names.size >= MOST_KEPT) names.clear();
      const number = stored(project, key);
      names.set(text, number);
      return number;
    },
  };
}
