import type { Database } from 'better-sqlite3';
import type { Traits } from '../../../../shared/contract/common.ts';
import type { TraitColumns } from './trait-columns.ts';

/** The words behind the numbers of the index, looked up in the file when a question needs them. */
export class Vocabulary {
  readonly #label;
  readonly #labelText;
  readonly #account;
  readonly #survey;
  readonly #traitSets;

  constructor(reader: Database) {
    this.#label = reader.prepare<[number, string], { id: number }>(
      `select label_id as id
       from label
       where project_id = ? and text = ?`,
    );
    this.#labelText = reader.prepare<[number, number], { text: string }>(
      `select text
       from label
       where project_id = ? and label_id = ?`,
    );
    this.#account = reader.prepare<[number, string], { id: number }>(
      `select account_id as id
       from account
       where project_id = ? and external_id = ?`,
    );
    this.#survey = reader.prepare<[number, number], { public_id: string }>(
      `select public_id
       from survey
       where project_id = ? and survey_id = ?`,
    );
    this.#traitSets = reader.prepare<[number, number, number], { trait_set_id: number; traits: string }>(
      `select trait_set_id, traits
       from trait_set
       where project_id = ? and trait_set_id > ?
       order by trait_set_id
       limit ?`,
    );
  }

  labelOf(project: number, text: string): number | undefined {
    return this.#label.get(project, text)?.id;
  }

  textOf(project: number, label: number): string | null {
    return this.#labelText.get(project, label)?.text ?? null;
  }

  accountOf(project: number, externalId: string): number | undefined {
    return this.#account.get(project, externalId)?.id;
  }

  publicIdOf(project: number, survey: number): string | null {
    return this.#survey.get(project, survey)?.public_id ?? null;
  }

  /** Learns up to `limit` trait sets that came since the last call. True when there may be more. */
  learnTraits(project: number, traits: TraitColumns, limit = Infinity): boolean {
    const count = Number.isFinite(limit) ? limit : -1;
    const rows = this.#traitSets.all(project, traits.last, count);
    for (const row of rows) traits.add(row.trait_set_id, JSON.parse(row.traits) as Traits);
    return rows.length === count;
  }
}
