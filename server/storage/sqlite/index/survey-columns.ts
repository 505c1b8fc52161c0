import { AccountMoments } from './account-moments.ts';
import { answerWord, hasComment, scoreOfWord } from './answer-word.ts';
import { OUTCOMES, type CountedAnswer, type CountedDisplay } from './counted-rows.ts';
import { DayCounters } from './day-counters.ts';
import { DayRows } from './day-rows.ts';
import { ACCOUNT, ANSWER_COLUMNS, DISPLAY_COLUMNS, WORD } from './row-columns.ts';

/** One day's answers: how many of each score, then how many with a comment. */
export const ANSWER_COUNTERS = 12;
export const COMMENTS = 11;
/** One day's displays: how many of each outcome. */
export const DISPLAY_COUNTERS = Object.keys(OUTCOMES).length;

/** Everything counted of one survey, row by row and day by day. */
export class SurveyColumns {
  readonly answers = new DayRows(ANSWER_COLUMNS);
  readonly answerCounts = new DayCounters(ANSWER_COUNTERS);
  /** When somebody of each account last answered, and was last asked. */
  readonly answered = new AccountMoments();
  readonly asked = new AccountMoments();
  readonly #displays = Object.values(OUTCOMES).map(() => new DayRows(DISPLAY_COLUMNS));
  readonly #displayCounts = new DayCounters(DISPLAY_COUNTERS);
  /** Brings the displays, where nobody has asked for them yet. */
  #bringDisplays: (() => void) | undefined;

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
  countAnswer(sign: 1 | -1, answer: CountedAnswer, setting: number, isNews: boolean): boolean {
    const { day, score, commented, respondedAt, account, traitSet, respondent, delay } = answer;
    follow(this.answered, sign, account, respondedAt, isNews);
    const row = [account, setting, traitSet, respondent, delay, answerWord(day, respondedAt, score, commented)];
    return this.#changeAnswer(sign, day, row);
  }

  countDisplay(sign: 1 | -1, display: CountedDisplay, setting: number, isNews: boolean): boolean {
    const { day, account, traitSet, outcome, displayedAt } = display;
    follow(this.asked, sign, account, displayedAt, isNews);
    return this.#changeDisplay(sign, day, outcome, [account, setting, traitSet]);
  }

  /**
   * The rows of one account, without the moments, to be used until one of its rows comes or goes. Displays are many, and lists of answers do not
   * need them: they are brought when they are asked for.
   */
  ofAccount(account: number): SurveyColumns {
    const own = new SurveyColumns();
    this.answers.eachWith(ACCOUNT, account, (day, row) => own.#changeAnswer(1, day, row));
    own.#bringDisplays = () => {
      this.displays.forEach((rows, outcome) => {
        rows.eachWith(ACCOUNT, account, (day, row) => own.#changeDisplay(1, day, outcome, row));
      });
    };
    return own;
  }

  firstDay(start: number, end: number): number {
    return Math.min(
      this.answerCounts.firstDay(start, end) ?? Infinity,
      this.displayCounts.firstDay(start, end) ?? Infinity,
    );
  }

  compact(): void {
    for (const rows of [this.answers, ...this.displays]) rows.compact();
  }

  #changeAnswer(sign: 1 | -1, day: number, row: number[]): boolean {
    const word = row[WORD]!;
    this.answerCounts.add(day, scoreOfWord(word), sign);
    if (hasComment(word)) this.answerCounts.add(day, COMMENTS, sign);
    return addOrRemove(this.answers, sign, day, row);
  }

  #changeDisplay(sign: 1 | -1, day: number, outcome: number, row: number[]): boolean {
    this.#displayCounts.add(day, outcome, sign);
    return addOrRemove(this.#displays[outcome]!, sign, day, row);
  }

  #settle(): void {
    const bring = this.#bringDisplays;
    this.#bringDisplays = undefined;
    bring?.();
  }
}

function follow(moments: AccountMoments, sign: 1 | -1, account: number, at: number, isNews: boolean): void {
  if (sign === 1) moments.add(account, at, isNews);
  else moments.remove(account, at);
}

function addOrRemove(rows: DayRows, sign: 1 | -1, day: number, row: number[]): boolean {
  if (sign === -1) return rows.remove(day, row);
  rows.add(day, row);
  return true;
}
