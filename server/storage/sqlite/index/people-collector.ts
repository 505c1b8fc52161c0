import { categoryOf } from '../../../../shared/nps.ts';
import type { DayRange, PeopleColumns } from '../../storage.ts';
import { MARKS, scoreOfWord } from './answer-word.ts';
import type { Column } from './chunk.ts';
import type { Selection } from './selection.ts';

/** A person's row of numbers, beside each other because they are touched together. */
const RESPONDENT = 0;
const GROUP = 1;
/** The same person's row in another group; 0 when there is none. */
const NEXT = 2;
const ANSWERS = 3;
const PROMOTERS = 4;
const DETRACTORS = 5;
const LATEST_DAY = 6;
const LATEST_WORD = 7;
const ACCOUNT = 8;
const WIDTH = 9;

/** Days before 1970 are negative, and the rows hold none. */
const DAY_ZERO = 2 ** 30;

/** Gathers the people behind each group of one range after another. */
export class PeopleCollector {
  readonly #selection: Selection;
  readonly #groupOf: Int32Array;
  /** Where a respondent's first row begins; 0 when there is none. */
  readonly #rowOf: Uint32Array;
  #rows = new Uint32Array(1024 * WIDTH);
  /** The place after the last row. The first row stands for none. */
  #end = WIDTH;

  constructor(selection: Selection, contexts: number, lastRespondent: number) {
    this.#selection = selection;
    this.#groupOf = selection.groupOf ?? new Int32Array(contexts);
    this.#rowOf = new Uint32Array(lastRespondent + 1);
  }

  /** The people of each group. */
  collect({ start, end }: DayRange): PeopleColumns[] {
    for (const { columns, base } of this.#selection.surveys) {
      columns.answers.eachDay(start, end, (run, day, first, last) =>
        this.#addRun(run, base, day + DAY_ZERO, first, last),
      );
    }
    const people = this.#split();
    for (let row = WIDTH; row < this.#end; row += WIDTH) this.#rowOf[this.#rows[row + RESPONDENT]!] = 0;
    this.#end = WIDTH;
    return people;
  }

  #addRun(
    [words, contexts, accounts, respondents]: readonly Column[],
    base: number,
    day: number,
    start: number,
    end: number,
  ): void {
    const { account } = this.#selection;
    const groupOf = this.#groupOf;
    for (let i = start; i < end; i++) {
      const group = groupOf[contexts![i]!]!;
      if (group < 0 || (account !== undefined && accounts![i] !== account)) continue;
      const row = this.#rowFor(respondents![i]!, base + group);
      this.#addAnswer(row, day, words![i]!, accounts![i]!);
    }
  }

  #rowFor(respondent: number, group: number): number {
    let row = this.#rowOf[respondent]!;
    while (row !== 0 && this.#rows[row + GROUP] !== group) row = this.#rows[row + NEXT]!;
    return row === 0 ? this.#newRow(respondent, group) : row;
  }

  #newRow(respondent: number, group: number): number {
    const row = this.#end;
    this.#end += WIDTH;
    if (this.#end > this.#rows.length) {
      const longer = new Uint32Array(this.#rows.length * 2);
      longer.set(this.#rows);
      this.#rows = longer;
    }
    this.#rows.fill(0, row, this.#end);
    this.#rows[row + RESPONDENT] = respondent;
    this.#rows[row + GROUP] = group;
    this.#rows[row + NEXT] = this.#rowOf[respondent]!;
    // Answers of nobody known are nobody's second ones.
    if (respondent !== 0) this.#rowOf[respondent] = row;
    return row;
  }

  #addAnswer(row: number, day: number, word: number, account: number): void {
    const rows = this.#rows;
    const mark = word & (MARKS - 1);
    rows[row + ANSWERS]! += 1;
    rows[row + PROMOTERS]! += PROMOTER[mark]!;
    rows[row + DETRACTORS]! += DETRACTOR[mark]!;
    if (day < rows[row + LATEST_DAY]!) return;
    if (day === rows[row + LATEST_DAY] && word < rows[row + LATEST_WORD]!) return;
    rows[row + LATEST_DAY] = day;
    rows[row + LATEST_WORD] = word;
    rows[row + ACCOUNT] = account;
  }

  #split(): PeopleColumns[] {
    const sizes = this.#selection.keys.map(() => 0);
    for (let row = WIDTH; row < this.#end; row += WIDTH) sizes[this.#rows[row + GROUP]!]! += 1;
    const people = sizes.map(emptyColumns);
    const filled = sizes.map(() => 0);
    for (let row = WIDTH; row < this.#end; row += WIDTH) {
      const group = this.#rows[row + GROUP]!;
      const columns = people[group]!;
      const i = filled[group]!++;
      columns.respondent[i] = this.#rows[row + RESPONDENT]!;
      columns.account[i] = this.#rows[row + ACCOUNT]!;
      columns.answers[i] = this.#rows[row + ANSWERS]!;
      columns.promoters[i] = this.#rows[row + PROMOTERS]!;
      columns.detractors[i] = this.#rows[row + DETRACTORS]!;
      columns.latest[i] = scoreOfWord(this.#rows[row + LATEST_WORD]!);
    }
    return people;
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
