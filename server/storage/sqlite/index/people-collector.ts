import type { DayRange, PeopleColumns } from '../../storage.ts';
import { PeopleRows, type Sorting } from './people-rows.ts';
import type { Selection } from './selection.ts';

/** Gathers the people behind each group of one range after another. */
export class PeopleCollector {
  readonly #selection: Selection;
  readonly #sorting: Sorting;
  readonly #people: PeopleRows;

  constructor(selection: Selection, contexts: number, lastRespondent: number) {
    const { keys, isIn, account } = selection;
    // Of one group, what is filtered out goes to a second one that is not kept.
    const groupOf =
      selection.groupOf ?? Int32Array.from(isIn ?? new Uint8Array(contexts).fill(1), (member) => 1 - member);
    const isKept = Uint8Array.from([...keys, undefined], (key) => Number(key !== undefined));
    this.#selection = selection;
    this.#sorting = { groupOf, isKept, account };
    this.#people = new PeopleRows(
      lastRespondent,
      [...keys.keys()].filter((group) => isKept[group]),
    );
  }

  /** The people of each group. Goes through all surveys day by day, so that the latest answer comes last. */
  collect({ start, end }: DayRange): PeopleColumns[] {
    const { surveys, keys } = this.#selection;
    const cursors = surveys.map(({ columns, base }) => ({ cursor: columns.answers.cursor(start), base }));
    this.#people.clear();
    for (;;) {
      let day = Infinity;
      for (const { cursor } of cursors) day = Math.min(day, cursor.day);
      if (day >= end) return this.#people.split(keys.length);
      this.#people.beginDay();
      for (const { cursor, base } of cursors) {
        if (cursor.day !== day) continue;
        cursor.take((run, first, last) => this.#people.add(run, base, this.#sorting, first, last));
      }
    }
  }
}
