import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import type { Erased, Erasure } from '../storage.ts';

type Kind = 'respondent' | 'account';

interface Entry {
  /** Public id of the project. */
  project: string;
  of: Kind;
  /** SHA-256, in hexadecimal: enough to recognise an id that one has. */
  id_hash: string;
  at: number;
}

type Erase = Record<Kind, (erasure: Erasure, hash: Uint8Array) => Erased | 'unknown'>;

/**
 * Who was erased, in a file beside the database: a backup that is put in the database's place brings erased people back, and this file
 * tells whom to erase again. It holds hashes only. An entry stands in it before its deed is done.
 */
export class ErasureJournal {
  readonly #file: string;
  readonly #publicId;
  readonly #done;
  readonly #projects;
  readonly #ids;

  constructor(database: string, db: Database) {
    this.#file = `${database}.erasures`;
    this.#publicId = db.prepare<[number], string>(`select public_id from project where project_id = ?`).pluck();
    this.#projects = db.prepare<[], { project_id: number; public_id: string }>(
      `select project_id, public_id from project`,
    );
    this.#done = db.prepare<[number, Kind, Uint8Array, number], number>(
      `select 1 from erasure where project_id = ? and of = ? and id_hash = ? and erased_at >= ?`,
    );
    this.#ids = {
      respondent: db.prepare<[number], string>(`select external_id from respondent where project_id = ?`).pluck(),
      account: db.prepare<[number], string>(`select external_id from account where project_id = ?`).pluck(),
    };
  }

  /** Resolves the hash under which it stands. */
  write(of: Kind, { project_id, id, now }: Erasure): Uint8Array {
    const project = this.#publicId.get(project_id)!;
    const hash = hashOf(project, of, id);
    const entry: Entry = { project, of, id_hash: hash.toString('hex'), at: now };
    const descriptor = openSync(this.#file, 'a', 0o600);
    writeSync(descriptor, `${JSON.stringify(entry)}\n`);
    fsyncSync(descriptor);
    closeSync(descriptor);
    return hash;
  }

  /** Erases again who is in the journal and, by the database, was not erased: it is older than the journal. Answers how many were found. */
  reapply(erase: Erase): number {
    let found = 0;
    const entries = this.#read();
    for (const { project_id, public_id } of this.#projects.all()) {
      for (const of of ['respondent', 'account'] as const) {
        const missing = entries.filter(
          (entry) => entry.project === public_id && entry.of === of && !this.#isDone(project_id, entry),
        );
        if (missing.length === 0) continue;
        const byHash = new Map(
          this.#ids[of].all(project_id).map((id) => [hashOf(public_id, of, id).toString('hex'), id]),
        );
        for (const { id_hash, at } of missing) {
          const id = byHash.get(id_hash) ?? '';
          const outcome = erase[of]({ project_id, id, actor: 'journal', now: at }, Buffer.from(id_hash, 'hex'));
          found += Number(outcome !== 'unknown');
        }
      }
    }
    return found;
  }

  #isDone(project: number, { of, id_hash, at }: Entry): boolean {
    return this.#done.get(project, of, Buffer.from(id_hash, 'hex'), at) !== undefined;
  }

  #read(): Entry[] {
    if (!existsSync(this.#file)) return [];
    // The last line may have been cut off by a power failure, before anything was erased for it.
    const lines = readFileSync(this.#file, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as Entry);
  }
}

function hashOf(project: string, of: Kind, id: string): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([project, of, id]))
    .digest();
}
