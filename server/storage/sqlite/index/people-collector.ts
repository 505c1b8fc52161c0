import { categoryOf } from '../../../../shared/nps.ts';
import type { DayRange, PeopleColumns } from '../../storage.ts';
import { MARKS, scoreOfWord } from './answer-word.ts';
import type { Column } from './chunk.ts';
import type { Selection } from './selection.ts';

/** What is gathered of one person in one group stands together: it is touched together. */
const ANSWERS = 0;
const PROMOTERS = 1;
const DETRACTORS = 2;
const LATEST_DAY = 3;
const LATEST_WORD = 4;
const ACCOUNT = 5;
const GROUP = 6;
/** Where the same person's row in another group begins; 0 when there is none. */
const NEXT = 7;
const WIDTH = 8;

/** Before every day that there is. */
const FIRST_DAY = -(2 ** 30);

/**
 * Gathers the people behind each group of one range after another. A respondent's first row stands at the place of its id,
 * rows in further groups come after all respondents. The answers of nobody known hang one after another on place 0.
 */
export class PeopleCollector {
  readonly #selection: Selection;
  readonly #groupOf: Int32Array;
  readonly #isKept: Uint8Array;
  readonly #respondents: number;
  #rows: Int32Array;
  #end: number;
  /** Whom the range has, in the order of their first answers. */
  #met: number[] = [];

  constructor(selection: Selection, contexts: number, lastRespondent: number) {
    this.#selection = selection;
    this.#groupOf = selection.groupOf ?? new Int32Array(contexts);
    this.#isKept = Uint8Array.from(selection.keys, (key) => Number(key !== undefined));
    this.#respondents = lastRespondent + 1;
    this.#end = this.#respondents * WIDTH;
    this.#rows = new Int32Array(this.#end + 1024 * WIDTH);
  }

  /** The people of each group. */
  collect({ start, end }: DayRange): PeopleColumns[] {
    this.#forget();
    for (const { columns, base } of this.#selection.surveys) {
      columns.answers.eachDay(start, end, (run, day, first, last) => this.#addRun(run, base, day, first, last));
    }
    return this.#split();
  }

  #addRun(run: readonly Column[], base: number, day: number, start: number, end: number): void {
    const [words, contexts, accounts, respondents] = run as [Column, Column, Column, Column];
    const { account } = this.#selection;
    const groupOf = this.#groupOf;
    const isKept = this.#isKept;
    let rows = this.#rows;
    for (let i = start; i < end; i++) {
      const group = base + groupOf[contexts[i]!]!;
      if (isKept[group] === 0 || (account !== undefined && accounts[i] !== account)) continue;

      const respondent = respondents[i]!;
      let row = respondent * WIDTH;
      if (respondent === 0) row = this.#newRow(0, group);
      else if (rows[row + ANSWERS] === 0) {
        this.#met.push(respondent);
        this.#open(row, group);
      } else if (rows[row + GROUP] !== group) row = this.#rowInOtherGroup(row, group);
      rows = this.#rows;

      const word = words[i]!;
      const mark = word & (MARKS - 1);
      rows[row + ANSWERS]! += 1;
      rows[row + PROMOTERS]! += PROMOTER[mark]!;
      rows[row + DETRACTORS]! += DETRACTOR[mark]!;
      const latestDay = rows[row + LATEST_DAY]!;
      if (day < latestDay || (day === latestDay && word < rows[row + LATEST_WORD]!)) continue;
      rows[row + LATEST_DAY] = day;
      rows[row + LATEST_WORD] = word;
      rows[row + ACCOUNT] = accounts[i]!;
    }
  }

  #rowInOtherGroup(first: number, group: number): number {
    let row = this.#rows[first + NEXT]!;
    while (row !== 0 && this.#rows[row + GROUP] !== group) row = this.#rows[row + NEXT]!;
    return row === 0 ? this.#newRow(first, group) : row;
  }

  /** One more row of the person whose first row that is. */
  #newRow(first: number, group: number): number {
    const row = this.#end;
    this.#end += WIDTH;
    if (this.#end > this.#rows.length) {
      const longer = new Int32Array(this.#end + this.#rows.length);
      longer.set(this.#rows);
      this.#rows = longer;
    }
    this.#open(row, group);
    this.#rows[row + NEXT] = this.#rows[first + NEXT]!;
    this.#rows[first + NEXT] = row;
    return row;
  }

  #open(row: number, group: number): void {
    const rows = this.#rows;
    rows[row + ANSWERS] = 0;
    rows[row + PROMOTERS] = 0;
    rows[row + DETRACTORS] = 0;
    rows[row + LATEST_DAY] = FIRST_DAY;
    rows[row + GROUP] = group;
    rows[row + NEXT] = 0;
  }

  #split(): PeopleColumns[] {
    const rows = this.#rows;
    const sizes = this.#selection.keys.map(() => 0);
    this.#eachRow((_, row) => (sizes[rows[row + GROUP]!]! += 1));
    const people = sizes.map(emptyColumns);
    const filled = sizes.map(() => 0);
    this.#eachRow((respondent, row) => {
      const group = rows[row + GROUP]!;
      const columns = people[group]!;
      const i = filled[group]!++;
      columns.respondent[i] = respondent;
      columns.account[i] = rows[row + ACCOUNT]!;
      columns.answers[i] = rows[row + ANSWERS]!;
      columns.promoters[i] = rows[row + PROMOTERS]!;
      columns.detractors[i] = rows[row + DETRACTORS]!;
      columns.latest[i] = scoreOfWord(rows[row + LATEST_WORD]!);
    });
    return people;
  }

  #eachRow(visit: (respondent: number, row: number) => void): void {
    const rows = this.#rows;
    for (const respondent of this.#met) {
      for (let row = respondent * WIDTH; row !== 0; row = rows[row + NEXT]!) visit(respondent, row);
    }
    for (let row = rows[NEXT]!; row !== 0; row = rows[row + NEXT]!) visit(0, row);
  }

  #forget(): void {
    for (const respondent of this.#met) this.#rows[respondent * WIDTH + ANSWERS] = 0;
    this.#rows[NEXT] = 0;
    this.#met = [];
    this.#end = this.#respondents * WIDTH;
  }
}

const marks = Array.from({ length: MARKS }, (_, mark) => mark);
const PROMOTER = Uint8Array.from(marks, (mark) => Number(categoryOf(scoreOfWord(mark)) === 'promoter'));
const DETRACTOR = Uint8Array.from(marks, (mark) => Number(categoryOf(scoreOfWord(mark)) === 'detractor'));

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
