const UNSEEN = 0;
const MOST_COUNTED = 0xffff;

/** What is known of each respondent: the account of the first answer that was met, and how many answers there are. */
export class KnownPeople {
  /** The most answers that anybody ever had. */
  mostAnswers = 0;
  /** One more than the account's id, so that none (0) is told from not seen. */
  #accounts = new Uint32Array(64);
  #answers = new Uint16Array(64);

  /** False when the respondent was met with another account before. Nobody known (0) agrees with everything. */
  note(sign: 1 | -1, respondent: number, account: number): boolean {
    if (respondent === 0) return true;
    if (respondent >= this.#accounts.length) this.#reach(respondent);
    const answers = Math.max(0, Math.min(MOST_COUNTED, this.#answers[respondent]! + sign));
    this.#answers[respondent] = answers;
    if (answers > this.mostAnswers) this.mostAnswers = answers;
    const first = this.#accounts[respondent]!;
    if (first === UNSEEN) this.#accounts[respondent] = account + 1;
    return first === UNSEEN || first === account + 1;
  }

  /** The account of all answers of somebody who answered for one only; 0 for none. */
  accountOf(respondent: number): number {
    return this.#accounts[respondent]! - 1;
  }

  #reach(respondent: number): void {
    const accounts = new Uint32Array(2 * respondent);
    accounts.set(this.#accounts);
    this.#accounts = accounts;
    const answers = new Uint16Array(2 * respondent);
    answers.set(this.#answers);
    this.#answers = answers;
  }
}
