import type { Database } from 'better-sqlite3';
import { ANSWERS, DISPLAYS, type CountedAnswer, type CountedDisplay, type Counting } from './counted-rows.ts';

/** One row more (+1) or one less (−1); a row that changes is one less and one more. */
export type Change = { project: number; sign: 1 | -1 } & (
  | { answer: CountedAnswer; display?: never }
  | { display: CountedDisplay; answer?: never }
);

/**
 * Notes every change of a counted row that the writing connection makes, whichever operation makes it: triggers that live with
 * the connection call back, so that an operation written later cannot forget to.
 */
export class ChangeCapture {
  #changes: Change[] = [];

  readonly #undone: () => void;

  /** `undone` hears when operations were rolled back. */
  constructor(writer: Database, undone: () => void = () => undefined) {
    this.#undone = undone;
    // Without it, a row that `insert or replace` displaces goes unnoticed.
    writer.pragma('recursive_triggers = on');
    this.#watch(writer, ANSWERS, (project, sign, answer) => ({ project, sign, answer }));
    this.#watch(writer, DISPLAYS, (project, sign, display) => ({ project, sign, display }));
  }

  /** Where the changes of the next operation begin. */
  get mark(): number {
    return this.#changes.length;
  }

  /** Forgets what was noted since the mark: the operation was rolled back. */
  rollBack(mark = 0): void {
    this.#changes.length = mark;
    this.#undone();
  }

  take(): Change[] {
    const changes = this.#changes;
    this.#changes = [];
    return changes;
  }

  #watch<Counted>(
    writer: Database,
    { table, columns, values, counts, read }: Counting<Counted>,
    changeOf: (project: number, sign: 1 | -1, row: Counted) => Change,
  ): void {
    writer.function(`note_${table}`, { varargs: true }, (...given) => {
      const [sign, project] = given as [1 | -1, number];
      this.#changes.push(changeOf(project, sign, read(given as number[], 2)));
      return null;
    });
    const note = (sign: 1 | -1, row: 'old' | 'new') =>
      `select note_${table}(${[sign, 'row.project_id', ...values].join(', ')})
       where ${counts};`.replaceAll('row.', `${row}.`);
    writer.exec(
      `create temp trigger note_${table}_insert after insert on ${table} begin
         ${note(1, 'new')}
       end;
       create temp trigger note_${table}_delete after delete on ${table} begin
         ${note(-1, 'old')}
       end;
       create temp trigger note_${table}_update after update of ${columns.join(', ')} on ${table} begin
         ${note(-1, 'old')}
         ${note(1, 'new')}
       end;`,
    );
  }
}
