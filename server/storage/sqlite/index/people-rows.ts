import { categoryOf } from '../../../../shared/nps.ts';
import type { DayRange, PeopleColumns } from '../../storage.ts';
import { MARKS, scoreOfWord } from './answer-word.ts';
import type { Chunk, Column } from './chunk.ts';
import { lowerBound } from './lower-bound.ts';

/** What is gathered of one person in one group stands together, because it is touched together. */
const ANSWERS = 0;
const PROMOTERS = 1;
const DETRACTORS = 2;
/** Of the latest answer. */
const WORD = 3;
const DAY = 4;
const ACCOUNT = 5;
/** Rows do not straddle more lines of the processor's memory than they must. */
const WIDTH = 8;
const BEFORE_ALL_DAYS = -(2 ** 31);

/** Which rows of a run count, and for which group. */
export interface Sorting {
  groupOf: Int32Array;
  isKept: Uint8Array;
  /** The one account that counts; absent when all do. */
  account: number | undefined;
}

/**
 * People by what they answered. A respondent's first row has the number of its id; rows of further groups, and those of
 * nobody known, come after all respondents.
 */
export class PeopleRows {
  readonly #respondents: number;
  #onlyGroup = 0;
  #rows: Int32Array;
  /** The group of each row; empty when there is but one. */
  #groups: Int32Array;
  /** The same person's row in another group; 0 when there is none. */
  #nexts: Int32Array;
  /** Whose each further row is. */
  #owners: Int32Array;
  #rowCount: number;
  /** Whom there is, in the order of their first answers; only the first `#metCount` are. */
  readonly #met: Int32Array;
  #metCount = 0;

  constructor(lastRespondent: number, hasGroups: boolean) {
    this.#respondents = lastRespondent + 1;
    this.#rowCount = this.#respondents;
    const room = this.#respondents + 1024;
    this.#rows = new Int32Array(room * WIDTH);
    this.#groups = new Int32Array(hasGroups ? room : 0);
    this.#nexts = new Int32Array(this.#groups.length);
    this.#owners = new Int32Array(1024);
    this.#met = new Int32Array(this.#respondents);
  }

  get lastRespondent(): number {
    return this.#respondents - 1;
  }

  /** Begins anew, with nobody. `onlyGroup` is the group of all rows where there are no others. */
  begin(onlyGroup: number): void {
    this.#onlyGroup = onlyGroup;
    for (let i = 0; i < this.#metCount; i++) this.#rows[this.#met[i]! * WIDTH + ANSWERS] = 0;
    this.#metCount = 0;
    this.#rowCount = this.#respondents;
  }

  /** Adds the answers of some days, which may come in any order. */
  add(chunk: Chunk, base: number, sorting: Sorting, { start, end }: DayRange): void {
    const { days } = chunk;
    for (let i = lowerBound(days, start); i < days.length && days[i]! < end; i++) {
      this.#addDay(chunk.columns, base, sorting, days[i]!, chunk.starts[i]!, chunk.endOf(i));
    }
  }

  /** Of two answers of one day, the words tell which is the later. */
  #addDay(
    columns: readonly Column[],
    base: number,
    { groupOf, isKept, account }: Sorting,
    day: number,
    start: number,
    end: number,
  ): void {
    const words = columns[0]!;
    const contexts = columns[1]!;
    const accounts = columns[2]!;
    const respondents = columns[3]!;
    const met = this.#met;
    const hasGroups = this.#groups.length > 0;
    let rows = this.#rows;
    for (let i = start; i < end; i++) {
      const group = base + groupOf[contexts[i]!]!;
      if (isKept[group] === 0 || (account !== undefined && accounts[i] !== account)) continue;

      const respondent = respondents[i]!;
      let row = respondent * WIDTH;
      if (respondent === 0) {
        row = this.#newRow(0, group) * WIDTH;
        rows = this.#rows;
      } else if (rows[row] === 0) {
        met[this.#metCount++] = respondent;
        rows[row + PROMOTERS] = 0;
        rows[row + DETRACTORS] = 0;
        rows[row + DAY] = BEFORE_ALL_DAYS;
        if (hasGroups) this.#setGroup(respondent, group);
      } else if (hasGroups && this.#groups[respondent] !== group) {
        row = this.#rowInGroup(respondent, group) * WIDTH;
        rows = this.#rows;
      }

      const word = words[i]!;
      const mark = word & (MARKS - 1);
      rows[row + ANSWERS]! += 1;
      rows[row + PROMOTERS]! += PROMOTER[mark]!;
      rows[row + DETRACTORS]! += DETRACTOR[mark]!;
      const latest = rows[row + DAY]!;
      if (latest < day || (latest === day && word >= rows[row + WORD]!)) {
        rows[row + WORD] = word;
        rows[row + DAY] = day;
        rows[row + ACCOUNT] = accounts[i]!;
      }
    }
  }

  /** The columns of each of so many groups. */
  split(groups: number): PeopleColumns[] {
    const further = this.#rowCount - this.#respondents;
    const sizes = Array<number>(groups).fill(0);
    if (this.#groups.length === 0) sizes[this.#onlyGroup] = this.#metCount + further;
    else {
      for (let i = 0; i < this.#metCount; i++) sizes[this.#groups[this.#met[i]!]!]! += 1;
      for (let row = this.#respondents; row < this.#rowCount; row++) sizes[this.#groups[row]!]! += 1;
    }
    const people = sizes.map(emptyColumns);
    const filled = new Int32Array(groups);
    for (let i = 0; i < this.#metCount; i++) this.#fill(people, filled, this.#met[i]!, this.#met[i]!);
    for (let row = this.#respondents; row < this.#rowCount; row++) {
      this.#fill(people, filled, row, this.#owners[row - this.#respondents]!);
    }
    return people;
  }

  #fill(people: PeopleColumns[], filled: Int32Array, row: number, respondent: number): void {
    const group = this.#groups.length === 0 ? this.#onlyGroup : this.#groups[row]!;
    const columns = people[group]!;
    const place = filled[group]!;
    filled[group] = place + 1;
    const rows = this.#rows;
    const start = row * WIDTH;
    columns.respondent[place] = respondent;
    columns.account[place] = rows[start + ACCOUNT]!;
    columns.answers[place] = rows[start + ANSWERS]!;
    columns.promoters[place] = rows[start + PROMOTERS]!;
    columns.detractors[place] = rows[start + DETRACTORS]!;
    columns.latest[place] = scoreOfWord(rows[start + WORD]!);
  }

  #rowInGroup(respondent: number, group: number): number {
    let row = this.#nexts[respondent]!;
    while (row !== 0 && this.#groups[row] !== group) row = this.#nexts[row]!;
    if (row !== 0) return row;
    const next = this.#newRow(respondent, group);
    this.#nexts[next] = this.#nexts[respondent]!;
    this.#nexts[respondent] = next;
    return next;
  }

  #newRow(respondent: number, group: number): number {
    const row = this.#rowCount++;
    if ((row + 1) * WIDTH > this.#rows.length) {
      this.#rows = withRoom(this.#rows, 2 * row * WIDTH);
      if (this.#groups.length > 0) {
        this.#groups = withRoom(this.#groups, 2 * row);
        this.#nexts = withRoom(this.#nexts, 2 * row);
      }
    }
    const further = row - this.#respondents;
    if (further === this.#owners.length) this.#owners = withRoom(this.#owners, 2 * further);
    this.#owners[further] = respondent;
    this.#rows.fill(0, row * WIDTH, (row + 1) * WIDTH);
    this.#rows[row * WIDTH + DAY] = BEFORE_ALL_DAYS;
    this.#setGroup(row, group);
    return row;
  }

  #setGroup(row: number, group: number): void {
    if (this.#groups.length === 0) return;
    this.#groups[row] = group;
    this.#nexts[row] = 0;
  }
}

const marks = Array.from({ length: MARKS }, (_, mark) => mark);
const PROMOTER = Uint8Array.from(marks, (mark) => Number(categoryOf(scoreOfWord(mark)) === 'promoter'));
const DETRACTOR = Uint8Array.from(marks, (mark) => Number(categoryOf(scoreOfWord(mark)) === 'detractor'));

function withRoom(values: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(length);
  longer.set(values);
  return longer;
}

function emptyColumns(size: number): PeopleColumns {
  return {
    respondent: new Uint32Array(size),
    account: new Uint32Array(size),
    answers: new Uint32Array(size),
    promoters: new Uint32Array(size),
    detractors: new Uint32Array(size),
    latest: new Uint8Array(size),
  };
}
