/** A row that breaks a rule: which of its fields, and how. */
export class RowRefusal extends Error {
  override readonly name = 'RowRefusal';
}
