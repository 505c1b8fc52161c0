import { categoryOf } from '../../../../shared/nps.ts';
import type { PeopleColumns } from '../../storage.ts';
import { MARKS, scoreOfWord } from './answer-word.ts';
import type { Column } from './chunk.ts';

/** What is gathered of one person in one group stands together, because it is touched together. */
const ANSWERS = 0;
const PROMOTERS = 1;
const DETRACTORS = 2;
/** The number of the latest answer. */
const LATEST = 3;
const WIDTH = 4;

/** Which rows of a run count, and for which group. */
export interface Sorting {
  groupOf: Int32Array;
  isKept: Uint8Array;
  /** The one account that counts; absent when all do. */
  account: number | undefined;
}

/**
 * People by what they answered. A respondent's first row has the number of its id; rows of further groups, and those of
 * nobody known, come after all respondents. Every answer gets a number, later days greater ones.
 */
export class PeopleRows {
  readonly #respondents: number;
  readonly #onlyGroup: number;
  #rows: Int32Array;
  /** The group of each row; empty when there is but one. */
  #groups: Int32Array;
  /** The same person's row in another group; 0 when there is none. */
  #nexts: Int32Array;
  #rowCount: number;
  /** Whom there is, in the order of their first answers; only the first `#metCount` are. */
  readonly #met: Int32Array;
  #metCount = 0;
  #unknown: number[] = [];
  /** Word and account of each answer by its number; 0 is none. */
  #words = new Int32Array(1024);
  #accounts = new Int32Array(1024);
  #answers = 1;
  #dayBegin = 1;

  /** `groups` are those that rows may go to. */
  constructor(lastRespondent: number, groups: number[]) {
    this.#respondents = lastRespondent + 1;
    this.#onlyGroup = groups[0] ?? 0;
    this.#rowCount = this.#respondents;
    const room = this.#respondents + 1024;
    this.#rows = new Int32Array(room * WIDTH);
    this.#groups = new Int32Array(groups.length > 1 ? room : 0);
    this.#nexts = new Int32Array(this.#groups.length);
    this.#met = new Int32Array(this.#respondents);
  }

  clear(): void {
    for (let i = 0; i < this.#metCount; i++) this.#rows[this.#met[i]! * WIDTH + ANSWERS] = 0;
    this.#metCount = 0;
    this.#unknown = [];
    this.#rowCount = this.#respondents;
    this.#answers = 1;
    this.#dayBegin = 1;
  }

  /** What is added from now on is later than what was added before; within a day the words tell. */
  beginDay(): void {
    this.#dayBegin = this.#answers;
  }

  add(run: readonly Column[], base: number, { groupOf, isKept, account }: Sorting, start: number, end: number): void {
    this.#makeRoom(end - start);
    const [words, contexts, accounts, respondents] = run as [Column, Column, Column, Column];
    const met = this.#met;
    const givenWords = this.#words;
    const givenAccounts = this.#accounts;
    const hasGroups = this.#groups.length > 0;
    const dayBegin = this.#dayBegin;
    let rows = this.#rows;
    let answer = this.#answers;
    for (let i = start; i < end; i++) {
      const group = base + groupOf[contexts[i]!]!;
      if (isKept[group] === 0 || (account !== undefined && accounts[i] !== account)) continue;

      const respondent = respondents[i]!;
      let row = respondent * WIDTH;
      if (respondent === 0) {
        row = this.#newRow(group) * WIDTH;
        rows = this.#rows;
        this.#unknown.push(row / WIDTH);
      } else if (rows[row + ANSWERS] === 0) {
        met[this.#metCount++] = respondent;
        rows[row + PROMOTERS] = 0;
        rows[row + DETRACTORS] = 0;
        rows[row + LATEST] = 0;
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
      givenWords[answer] = word;
      givenAccounts[answer] = accounts[i]!;
      const latest = rows[row + LATEST]!;
      if (latest < dayBegin || word >= givenWords[latest]!) rows[row + LATEST] = answer;
      answer += 1;
    }
    this.#answers = answer;
  }

  /** The columns of each of so many groups. */
  split(groups: number): PeopleColumns[] {
    const sizes = Array<number>(groups).fill(0);
    this.#eachRow((_, row) => (sizes[this.#groupOf(row)]! += 1));
    const people = sizes.map(emptyColumns);
    const filled = sizes.map(() => 0);
    this.#eachRow((respondent, row) => {
      const group = this.#groupOf(row);
      const columns = people[group]!;
      const place = filled[group]!++;
      const start = row * WIDTH;
      const latest = this.#rows[start + LATEST]!;
      columns.respondent[place] = respondent;
      columns.account[place] = this.#accounts[latest]!;
      columns.answers[place] = this.#rows[start + ANSWERS]!;
      columns.promoters[place] = this.#rows[start + PROMOTERS]!;
      columns.detractors[place] = this.#rows[start + DETRACTORS]!;
      columns.latest[place] = scoreOfWord(this.#words[latest]!);
    });
    return people;
  }

  #rowInGroup(respondent: number, group: number): number {
    let row = this.#nexts[respondent]!;
    while (row !== 0 && this.#groups[row] !== group) row = this.#nexts[row]!;
    if (row !== 0) return row;
    const next = this.#newRow(group);
    this.#nexts[next] = this.#nexts[respondent]!;
    this.#nexts[respondent] = next;
    return next;
  }

  #newRow(group: number): number {
    const row = this.#rowCount++;
    if ((row + 1) * WIDTH > this.#rows.length) {
      this.#rows = withRoom(this.#rows, 2 * row * WIDTH);
      if (this.#groups.length > 0) {
        this.#groups = withRoom(this.#groups, 2 * row);
        this.#nexts = withRoom(this.#nexts, 2 * row);
      }
    }
    this.#rows.fill(0, row * WIDTH, (row + 1) * WIDTH);
    this.#setGroup(row, group);
    return row;
  }

  #setGroup(row: number, group: number): void {
    if (this.#groups.length === 0) return;
    this.#groups[row] = group;
    this.#nexts[row] = 0;
  }

  #groupOf(row: number): number {
    return this.#groups.length === 0 ? this.#onlyGroup : this.#groups[row]!;
  }

  #eachRow(visit: (respondent: number, row: number) => void): void {
    for (let i = 0; i < this.#metCount; i++) {
      const respondent = this.#met[i]!;
      visit(respondent, respondent);
      if (this.#groups.length === 0) continue;
      for (let row = this.#nexts[respondent]!; row !== 0; row = this.#nexts[row]!) visit(respondent, row);
    }
    for (const row of this.#unknown) visit(0, row);
  }

  #makeRoom(answers: number): void {
    const needed = this.#answers + answers;
    if (needed <= this.#words.length) return;
    this.#words = withRoom(this.#words, 2 * needed);
    this.#accounts = withRoom(this.#accounts, 2 * needed);
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
