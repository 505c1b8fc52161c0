import { hasComment, scoreOfWord } from './answer-word.ts';
import { OUTCOMES } from './counted-rows.ts';
import { DayCounters } from './day-counters.ts';
import { DayRows } from './day-rows.ts';
import { ANSWER_COLUMNS, DISPLAY_COLUMNS, WORD } from './row-columns.ts';

/** One day's answers: how many of each score, then how many with a comment. */
export const ANSWER_COUNTERS = 12;
export const COMMENTS = 11;
/** One day's displays: how many of each outcome. */
export const DISPLAY_COUNTERS = Object.keys(OUTCOMES).length;

/** The answers and displays of one survey, row by row and day by day: everybody's, or one account's. */
export class SurveyRows {
  readonly answers = new DayRows(ANSWER_COLUMNS);
  /** Of the answers those with a comment once more, and each tag of any: what asks for them passes over no others. */
  readonly comments = new DayRows(ANSWER_COLUMNS);
  readonly tags = new DayRows(ANSWER_COLUMNS);
  readonly answerCounts = new DayCounters(ANSWER_COUNTERS);
  readonly #displays = Object.values(OUTCOMES).map(() => new DayRows(DISPLAY_COLUMNS));
  readonly #displayCounts = new DayCounters(DISPLAY_COUNTERS);
  /** Brings the displays, where nobody has asked for them yet. */
  #bringDisplays: ((to: SurveyRows) => void) | undefined;

  constructor(bringDisplays?: (to: SurveyRows) => void) {
    this.#bringDisplays = bringDisplays;
  }

  /** By outcome. */
  get displays(): readonly DayRows[] {
    this.#settle();
    return this.#displays;
  }

  get displayCounts(): DayCounters {
    this.#settle();
    return this.#displayCounts;
  }

  /** `sign` is +1 for a row more, −1 for one less. False when the row to take away is not there. */
  changeAnswer(sign: 1 | -1, day: number, row: number[]): boolean {
    const word = row[WORD]!;
    this.answerCounts.add(day, scoreOfWord(word), sign);
    if (hasComment(word)) this.answerCounts.add(day, COMMENTS, sign);
    return addOrRemove(this.answers, sign, day, row);
  }

  changeDisplay(sign: 1 | -1, day: number, outcome: number, row: number[]): boolean {
    this.#displayCounts.add(day, outcome, sign);
    return addOrRemove(this.#displays[outcome]!, sign, day, row);
  }

  firstDay(start: number, end: number): number {
    return Math.min(
      this.answerCounts.firstDay(start, end) ?? Infinity,
      this.displayCounts.firstDay(start, end) ?? Infinity,
    );
  }

  #settle(): void {
    const bring = this.#bringDisplays;
    this.#bringDisplays = undefined;
    bring?.(this);
  }
}

/** False when the row to take away is not there. */
export function addOrRemove(rows: DayRows, sign: 1 | -1, day: number, row: number[]): boolean {
  if (sign === -1) return rows.remove(day, row);
  rows.add(day, row);
  return true;
}
