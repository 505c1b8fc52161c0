import { AccountMoments } from './account-moments.ts';
import { answerWord } from './answer-word.ts';
import type { CountedAnswer, CountedDisplay } from './counted-rows.ts';
import { ACCOUNT } from './row-columns.ts';
import { SurveyRows } from './survey-rows.ts';

/** Everything counted of one survey. */
export class SurveyColumns extends SurveyRows {
  /** When somebody of each account last answered, and was last asked. */
  readonly answered = new AccountMoments();
  readonly asked = new AccountMoments();

  /** `sign` is +1 for a row more, −1 for one less. False when the row to take away is not there. */
  countAnswer(sign: 1 | -1, answer: CountedAnswer, setting: number, isNews: boolean): boolean {
    const { day, score, commented, respondedAt, account, traitSet, respondent, delay } = answer;
    this.answered.follow(sign, account, respondedAt, isNews);
    const row = [account, setting, traitSet, respondent, delay, answerWord(day, respondedAt, score, commented)];
    return this.changeAnswer(sign, day, row);
  }

  countDisplay(sign: 1 | -1, display: CountedDisplay, setting: number, isNews: boolean): boolean {
    const { day, account, traitSet, outcome, displayedAt } = display;
    this.asked.follow(sign, account, displayedAt, isNews);
    return this.changeDisplay(sign, day, outcome, [account, setting, traitSet]);
  }

  /**
   * The rows of one account, to be used until one of its rows comes or goes. Displays are many, and lists of answers do not need them: they are
   * brought when they are asked for.
   */
  ofAccount(account: number): SurveyRows {
    const own = new SurveyRows((to) => {
      this.displays.forEach((rows, outcome) => {
        rows.eachWith(ACCOUNT, account, (day, row) => to.changeDisplay(1, day, outcome, row));
      });
    });
    this.answers.eachWith(ACCOUNT, account, (day, row) => own.changeAnswer(1, day, row));
    return own;
  }

  compact(): void {
    for (const rows of [this.answers, ...this.displays]) rows.compact();
  }
}
