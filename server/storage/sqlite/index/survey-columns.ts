import { AccountMoments } from './account-moments.ts';
import { answerWord } from './answer-word.ts';
import type { CountedAnswer, CountedDisplay, CountedTag } from './counted-rows.ts';
import { ACCOUNT } from './row-columns.ts';
import { addOrRemove, SurveyRows } from './survey-rows.ts';

/** Everything counted of one survey. */
export class SurveyColumns extends SurveyRows {
  /** When somebody of each account last answered, and was last asked. */
  readonly answered = new AccountMoments();
  readonly asked = new AccountMoments();

  /** `sign` is +1 for a row more, −1 for one less. False when the row to take away is not there. */
  countAnswer(sign: 1 | -1, answer: CountedAnswer, setting: number, isNews: boolean): boolean {
    const { day, account, comment, delay, respondedAt } = answer;
    this.answered.follow(sign, account, respondedAt, isNews);
    const isCommentThere = comment === 0 || addOrRemove(this.comments, sign, day, rowOf(answer, setting, comment));
    return this.changeAnswer(sign, day, rowOf(answer, setting, delay)) && isCommentThere;
  }

  countTag(sign: 1 | -1, tag: CountedTag, setting: number): boolean {
    return addOrRemove(this.tags, sign, tag.day, rowOf(tag, setting, tag.label));
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
    this.comments.eachWith(ACCOUNT, account, (day, row) => own.comments.add(day, row));
    this.tags.eachWith(ACCOUNT, account, (day, row) => own.tags.add(day, row));
    return own;
  }

  compact(): void {
    for (const rows of [this.answers, this.comments, this.tags, ...this.displays]) rows.compact();
  }
}

/** `fifth` is the delay of an answer, the number of a comment or the label of a tag. */
function rowOf(answer: CountedAnswer, setting: number, fifth: number): number[] {
  const { day, account, traitSet, respondent, respondedAt, score, comment } = answer;
  return [account, setting, traitSet, respondent, fifth, answerWord(day, respondedAt, score, comment > 0)];
}
