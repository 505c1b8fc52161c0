const UNSEEN = 0;
/** In place of an account: this one answered for more than one. */
export const SEVERAL = 0xffffffff;

/** The account that each respondent answers for. */
export class KnownPeople {
  /** One more than the account's id, so that none (0) is told from not seen; `SEVERAL` for good once there were two. */
  homes = new Uint32Array(64);

  /** False when the respondent was met with another account before. Nobody known (0) agrees with everything. */
  note(respondent: number, account: number): boolean {
    if (respondent === 0) return true;
    if (respondent >= this.homes.length) this.#reach(respondent);
    const home = this.homes[respondent]!;
    if (home === account + 1) return true;
    this.homes[respondent] = home === UNSEEN ? account + 1 : SEVERAL;
    return home === UNSEEN;
  }

  #reach(respondent: number): void {
    const homes = new Uint32Array(2 * respondent);
    homes.set(this.homes);
    this.homes = homes;
  }
}
