const UNSEEN = 0;

/** The account of each respondent's first answer that was met. */
export class FirstAccounts {
  /** One more than the account's id, so that none (0) is told from not seen. */
  #accounts = new Uint32Array(64);

  /** False when the respondent was met with another account before. Nobody known (0) agrees with everything. */
  agrees(respondent: number, account: number): boolean {
    if (respondent === 0) return true;
    if (respondent >= this.#accounts.length) {
      const longer = new Uint32Array(2 * respondent);
      longer.set(this.#accounts);
      this.#accounts = longer;
    }
    const first = this.#accounts[respondent]!;
    if (first === UNSEEN) this.#accounts[respondent] = account + 1;
    return first === UNSEEN || first === account + 1;
  }
}
