import type { Database } from 'better-sqlite3';
import type { Project } from '../storage.ts';

/** Projects by public key, which every request of a widget asks for: reading one costs a third of answering it. */
export class KnownProjects {
  readonly #known = new Map<string, Project>();
  readonly #find: (publicKey: string) => Project | undefined;
  #hasChanged = false;

  /** `find` reads what is committed. Triggers on `writer` tell of every change, whichever operation makes it. */
  constructor(writer: Database, find: (publicKey: string) => Project | undefined) {
    this.#find = find;
    writer.function('note_project', () => {
      this.#hasChanged = true;
      return null;
    });
    writer.exec(
      `create temp trigger note_project_update after update on project begin select note_project(); end;
       create temp trigger note_project_delete after delete on project begin select note_project(); end;`,
    );
  }

  find(publicKey: string): Project | undefined {
    const project = this.#known.get(publicKey) ?? this.#find(publicKey);
    if (project) this.#known.set(publicKey, project);
    return project;
  }

  /** To be called between a commit and its acknowledgement. */
  followCommit(): void {
    if (this.#hasChanged) this.#known.clear();
    this.#hasChanged = false;
  }
}
