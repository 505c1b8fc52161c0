import type { Clustering, DayRange } from '../../../storage.ts';
import { MARKS } from '../answer-word.ts';
import { SEVERAL } from '../known-people.ts';
import type { ProjectIndex } from '../project-index.ts';
import { groupsOfRows } from '../row-groups.ts';
import type { Selection } from '../selection.ts';
import { countGroups } from './count-groups.ts';
import { matchingRows } from './matching-rows.ts';
import { MovedSlots } from './moved-slots.ts';
import { firstDayOf, rowsIn } from './people-count.ts';
import type { Slots } from './slots.ts';
import { keepLatestInGroups, tallyGroups, tallyGroupsOfMany } from './tally-groups.ts';
import { tallyMany } from './tally-many.ts';
import { markOfKey, tallyAll } from './tally-rows.ts';

/** The size of each account, as a small number; and how many sizes there are. Groups are split by it. */
export interface Sizes {
  of: Uint8Array;
  count: number;
  /** Everybody was added up by person for them, and stands there until the next count. */
  areTallied: boolean;
}

/** The people behind the rows of a range by group: one number for each person and group. */
export class GroupedCount {
  readonly people: Slots;
  /** Answers that count by group and mark; of each person the latest one in each group where that is asked. */
  readonly marks: Uint32Array;
  readonly #index: ProjectIndex;
  readonly #selection: Selection;
  readonly #sizes: Sizes;
  readonly #moved = new MovedSlots();

  constructor(index: ProjectIndex, selection: Selection, sizes: Sizes) {
    this.people = index.slots('people', 0);
    this.#index = index;
    this.#selection = selection;
    this.#sizes = sizes;
    this.marks = new Uint32Array(selection.groupCount * sizes.count * MARKS);
  }

  count(days: DayRange, { respondents, unit }: Clustering): void {
    const { surveys } = this.#selection;
    const { homes } = this.#index.people;
    const hasMoved = this.#index.movedRespondents.size > 0;
    const isOneGroup = respondents === 'all' && this.#selection.groupCount === 1;
    const firstDay = firstDayOf(this.#selection, days);
    const isTallied = isOneGroup && this.#sizes.areTallied;
    if (isTallied) this.people.makeRoomForGroups();
    else this.people.begin(respondents === 'all' ? 'values' : 'keys', true);
    const areFew = this.people.areFew(
      rowsIn(
        surveys.flatMap(({ columns }) => columns.answers.chunksOf(days)),
        days,
      ),
    );
    const [tallyFew, tallyOthers] = isOneGroup ? [tallyAll, tallyMany] : [tallyGroups, tallyGroupsOfMany];
    const tally = areFew ? tallyFew : tallyOthers;
    for (const { columns, base } of surveys) {
      for (const chunk of columns.answers.chunksOf(days)) {
        const rows = matchingRows(this.#selection, chunk, chunk.placeOf(days.start), chunk.placeOf(days.end));
        const groups = groupsOfRows(this.#selection.groups, base, chunk, rows);
        if (respondents === 'latest') keepLatestInGroups(this.people, chunk, rows, groups, firstDay);
        else {
          if (!isTallied) tally(this.people, chunk, rows, groups);
          countGroups(this.marks, chunk, rows, groups, this.#sizes, hasMoved ? homes : undefined);
        }
        if (hasMoved) this.#moved.note(homes, this.people, chunk, rows, firstDay, isOneGroup ? undefined : groups);
      }
    }
    if (!areFew && !isTallied) this.people.findMet();
    if (isOneGroup) this.people.putInOneGroup();
    this.#settle(respondents, unit);
  }

  /** The account of a slot, by the latest answer in its group; 0 for none. */
  accountOf(slot: number): number {
    const { size, furtherAccounts } = this.people;
    const owner = this.ownerOf(slot);
    if (owner === 0) return furtherAccounts[slot - size]!;
    const home = this.#index.people.homes[owner]!;
    return home === SEVERAL ? this.#moved.accountOf(slot) : home - 1;
  }

  /** Whose a slot is; 0 for nobody known. */
  ownerOf(slot: number): number {
    return slot < this.people.size ? slot : this.people.furtherOwners[slot - this.people.size]!;
  }

  /** Splits groups by the sizes of accounts, and puts answers in place of the latest ones. */
  #settle(respondents: Clustering['respondents'], unit: Clustering['unit']): void {
    const { people, marks } = this;
    const { groups, values, keys, packing } = people;
    const ofMark = unit === 'account' ? packing.scoreOfMark : packing.answerOfMark;
    eachSlot(people, (slot) => {
      const account = this.accountOf(slot);
      const group = groups[slot]! * this.#sizes.count + this.#sizes.of[account]!;
      groups[slot] = group;
      if (respondents === 'all') return;
      const mark = markOfKey(keys[slot]!);
      values[slot] = ofMark[mark]!;
      if (unit === 'respondent' || account !== 0) marks[group * MARKS + mark]! += 1;
    });
    if (respondents === 'all') this.#countMoved();
  }

  #countMoved(): void {
    for (const [slot, moved] of this.#moved.entries()) {
      const place = this.people.groups[slot]! * MARKS;
      moved.marks.forEach((count, mark) => {
        this.marks[place + mark]! += count;
      });
    }
  }
}

/** Visits all that are filled: ids, and everything after them. */
export function eachSlot({ met, metCount, size, furtherCount }: Slots, visit: (slot: number) => void): void {
  for (let i = 0; i < metCount; i++) if (met[i]! < size) visit(met[i]!);
  for (let slot = size; slot < size + furtherCount; slot++) visit(slot);
}
