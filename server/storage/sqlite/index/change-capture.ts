import type { Database } from 'better-sqlite3';
import {
  ANSWERS,
  DISPLAYS,
  OUTCOMES,
  type CountedAnswer,
  type CountedDisplay,
  type CountedTag,
  type Counting,
} from './counted-rows.ts';

/** One row more (+1) or one less (−1); a row that changes is one less and one more. */
export type Change = { project: number; sign: 1 | -1 } & (
  | { answer: CountedAnswer; tag?: never; display?: never }
  | { tag: CountedTag; answer?: never; display?: never }
  | { display: CountedDisplay; answer?: never; tag?: never }
);

const captures = new WeakMap<Database, ChangeCapture>();

/** The capture that lives with a connection. */
export function captureOf(writer: Database): ChangeCapture | undefined {
  return captures.get(writer);
}

/**
 * Notes every change of a counted row that the writing connection makes, whichever operation makes it: triggers that live with
 * the connection call back, so that an operation written later cannot forget to. What comes with each answer is told by its writer instead.
 */
export class ChangeCapture {
  #changes: Change[] = [];

  readonly #undone: () => void;

  /** `undone` hears when operations were rolled back. */
  constructor(writer: Database, undone: () => void = () => undefined) {
    this.#undone = undone;
    captures.set(writer, this);
    // Without it, a row that `insert or replace` displaces goes unnoticed.
    writer.pragma('recursive_triggers = on');
    this.#watch(writer, ANSWERS, (project, sign, answer) => ({ project, sign, answer }));
    this.#watch(writer, DISPLAYS, (project, sign, display) => ({ project, sign, display }));
    this.#watchTags(writer);
  }

  /** For what no trigger tells. */
  note(change: Change): void {
    this.#changes.push(change);
  }

  /** An open display was answered. */
  noteAnswered(project: number, display: Omit<CountedDisplay, 'outcome'>): void {
    this.#changes.push(
      { project, sign: -1, display: { ...display, outcome: OUTCOMES.ignored } },
      { project, sign: 1, display: { ...display, outcome: OUTCOMES.answered } },
    );
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
    { table, columns, values, counts, told, read }: Counting<Counted>,
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
    const isTold = told.update ?? 'false';
    if (!told.insert) {
      writer.exec(
        `create temp trigger note_${table}_insert after insert on ${table} begin
           ${note(1, 'new')}
         end;`,
      );
    }
    writer.exec(
      `create temp trigger note_${table}_delete after delete on ${table} begin
         ${note(-1, 'old')}
       end;
       create temp trigger note_${table}_update after update of ${columns.join(', ')} on ${table}
       when not (${isTold}) begin
         ${note(-1, 'old')}
         ${note(1, 'new')}
       end;`,
    );
  }

  /** A tag has what is counted of its answer, and changes with it. */
  #watchTags(writer: Database): void {
    const { columns, values, counts, read } = ANSWERS;
    writer.function('note_tag', { varargs: true }, (...given) => {
      const [sign, project, label] = given as [1 | -1, number, number];
      this.#changes.push({ project, sign, tag: { label, ...read(given as number[], 3) } });
      return null;
    });
    const told = values.join(', ');
    const ofTag = (sign: 1 | -1, tag: 'old' | 'new') =>
      `select note_tag(${sign}, row.project_id, ${tag}.label_id, ${told})
       from response as row
       where row.project_id = ${tag}.project_id and row.response_id = ${tag}.response_id
         and ${counts};`;
    const ofAnswer = (sign: 1 | -1, row: 'old' | 'new') =>
      `select note_tag(${sign}, row.project_id, label_id, ${told})
       from response_tag
       where project_id = row.project_id and response_id = row.response_id
         and ${counts};`.replaceAll('row.', `${row}.`);
    writer.exec(
      `create temp trigger note_tag_insert after insert on response_tag begin
         ${ofTag(1, 'new')}
       end;
       create temp trigger note_tag_delete after delete on response_tag begin
         ${ofTag(-1, 'old')}
       end;
       -- Afterwards the tags are gone with their answer.
       create temp trigger note_tags_of_deleted before delete on response begin
         ${ofAnswer(-1, 'old')}
       end;
       create temp trigger note_tags_of_changed after update of ${columns.join(', ')} on response
       when exists (select 1 from response_tag where project_id = new.project_id and response_id = new.response_id) begin
         ${ofAnswer(-1, 'old')}
         ${ofAnswer(1, 'new')}
       end;`,
    );
  }
}
