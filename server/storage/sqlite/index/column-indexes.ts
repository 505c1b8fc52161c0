import type { Change } from './change-capture.ts';
import type { CommentTerms } from './comment-terms.ts';
import type { ProjectIndex } from './project-index.ts';

/** More changes than this in one commit are cheaper to count anew. */
const CHANGES_AT_ONCE = 200_000;

interface Entry {
  ready: Promise<ProjectIndex>;
  /** Absent while it is being built. */
  index?: ProjectIndex;
  /** What was committed meanwhile. */
  missed: Change[];
}

/** The index of each project that was asked about: built when first needed, kept right from then on. */
export class ColumnIndexes {
  readonly #entries = new Map<number, Entry>();
  readonly #build: (project: number) => Promise<ProjectIndex>;

  readonly #terms: CommentTerms;

  /** `build` counts what is committed at the moment of the call. `terms` hears which comments are gone, whatever becomes of an index. */
  constructor(build: (project: number) => Promise<ProjectIndex>, terms: CommentTerms) {
    this.#build = build;
    this.#terms = terms;
  }

  of(project: number): Promise<ProjectIndex> {
    const found = this.#entries.get(project);
    if (found) return found.ready;
    const building = this.#build(project);
    const entry: Entry = { ready: building, missed: [] };
    entry.ready = this.#finish(project, entry, building);
    this.#entries.set(project, entry);
    return entry.ready;
  }

  /** What is there already; nobody waits for it. */
  readyOf(project: number): ProjectIndex | undefined {
    return this.#entries.get(project)?.index;
  }

  /** To be called between a commit and its acknowledgement, so that whoever is answered finds what was written. */
  apply(changes: Change[]): void {
    for (const { sign, answer } of changes) if (sign === -1 && answer) this.#terms.forget(answer.comment);
    if (changes.length > CHANGES_AT_ONCE) return this.#entries.clear();
    for (const change of changes) {
      const entry = this.#entries.get(change.project);
      if (entry?.index) this.#applyOne(entry.index, change);
      else entry?.missed.push(change);
    }
  }

  async #finish(project: number, entry: Entry, building: Promise<ProjectIndex>): Promise<ProjectIndex> {
    try {
      const index = await building;
      // Forgotten while it was built: what was missed since is not known.
      if (this.#entries.get(project) !== entry) return await this.of(project);
      entry.index = index;
      for (const change of entry.missed.splice(0)) this.#applyOne(index, change);
      return index;
    } catch (error) {
      if (this.#entries.get(project) === entry) this.#entries.delete(project);
      throw error;
    }
  }

  /** What is written is acknowledged whatever happens here: an index that cannot follow is built anew. */
  #applyOne(index: ProjectIndex, change: Change): void {
    try {
      index.apply(change);
    } catch (error) {
      this.#entries.delete(change.project);
      process.emitWarning(error as Error);
    }
  }
}
