import type { Database } from 'better-sqlite3';
import type { Traits } from '../../../shared/contract/common.ts';

/** Texts that many rows share are stored once; rows carry the small number this gives them. */
export class Interning {
  readonly #person;
  readonly #account;
  readonly #traits;
  readonly #label;

  constructor(db: Database) {
    this.#person = dictionary<[string, number]>(db, 'respondent', 'respondent_id', ['external_id', 'anonymous']);
    this.#account = dictionary<[string]>(db, 'account', 'account_id', ['external_id']);
    this.#traits = dictionary<[string]>(db, 'trait_set', 'trait_set_id', ['traits']);
    this.#label = dictionary<[string]>(db, 'label', 'label_id', ['text']);
  }

  person(project: number, person: { id: string; anonymous: boolean }): number {
    return this.#person.intern(project, person.id, Number(person.anonymous));
  }

  account(project: number, id: string): number {
    return this.#account.intern(project, id);
  }

  /** One number for one set of traits, however its keys were ordered; `null` for none. */
  traits(project: number, traits: Traits): number | null {
    const entries = Object.entries(traits).sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 ? null : this.#traits.intern(project, JSON.stringify(Object.fromEntries(entries)));
  }

  label(project: number, text: string): number {
    return this.#label.intern(project, text);
  }
}

type Id = { id: number };

function dictionary<Key extends (string | number)[]>(db: Database, table: string, id: string, keys: string[]) {
  const find = db.prepare<[number, ...Key], Id>(
    `select ${id} as id from ${table} where project_id = ? and ${keys.map((key) => `${key} = ?`).join(' and ')}`,
  );
  const insert = db.prepare<[number, number, ...Key], Id>(
    `insert into ${table} (project_id, ${id}, ${keys.join(', ')})
     values (?, (select coalesce(max(${id}), 0) + 1 from ${table} where project_id = ?), ${keys.map(() => '?').join(', ')})
     returning ${id} as id`,
  );
  return {
    find: (project: number, ...key: Key) => find.get(project, ...key)?.id,
    intern: (project: number, ...key: Key) => find.get(project, ...key)?.id ?? insert.get(project, project, ...key)!.id,
  };
}
