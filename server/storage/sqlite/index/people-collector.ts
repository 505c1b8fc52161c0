import type { DayRange, PeopleColumns } from '../../storage.ts';
import type { PeopleRows, Sorting } from './people-rows.ts';
import type { ProjectIndex } from './project-index.ts';
import type { Selection } from './selection.ts';

/** Gathers the people behind each group of one range after another. */
export class PeopleCollector {
  readonly #selection: Selection;
  readonly #sorting: Sorting;
  readonly #onlyGroup: number;
  readonly #people: PeopleRows;

  constructor(index: ProjectIndex, selection: Selection) {
    const { keys, isIn, account } = selection;
    // Of one group, what is filtered out goes to a second one that is not kept.
    const groupOf = selection.groupOf ?? new Int32Array(index.contexts.size);
    if (!selection.groupOf && isIn) {
      for (let context = 0; context < groupOf.length; context++) groupOf[context] = 1 - isIn[context]!;
    }
    const isKept = Uint8Array.from([...keys, undefined], (key) => Number(key !== undefined));
    this.#selection = selection;
    this.#sorting = { groupOf, isKept, account };
    const groups = [...keys.keys()].filter((group) => isKept[group]);
    this.#onlyGroup = groups[0] ?? 0;
    this.#people = index.peopleRows(groups.length > 1);
  }

  /** The people of each group. */
  collect(days: DayRange): PeopleColumns[] {
    const { surveys, keys } = this.#selection;
    this.#people.begin(this.#onlyGroup);
    for (const { columns, base } of surveys) {
      for (const chunk of columns.answers.chunksOf(days)) this.#people.add(chunk, base, this.#sorting, days);
    }
    return this.#people.split(keys.length);
  }
}
