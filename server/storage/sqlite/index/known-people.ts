import { MOST_NARROW, NARROW, WIDE, type Packing } from './people/packed.ts';

const UNSEEN = 0;
/** In place of an account: this one answered for more than one. */
export const SEVERAL = 0xffffffff;

/** The account that each respondent answers for. */
export class KnownPeople {
  /** How what each answered is held: wide for good once there was anybody with more answers than a narrow number holds. */
  packing: Packing = NARROW;
  #answers = new Uint32Array(64);
  /** One more than the account's id, so that none (0) is told from not seen; `SEVERAL` for good once there were two. */
  homes = new Uint32Array(64);

  /** False when the respondent was met with another account before. Nobody known (0) agrees with everything. */
  note(sign: 1 | -1, respondent: number, account: number): boolean {
    if (respondent === 0) return true;
    if (respondent >= this.homes.length) this.#reach(respondent);
    this.#answers[respondent]! += sign;
    if (this.#answers[respondent]! > MOST_NARROW) this.packing = WIDE;
    const home = this.homes[respondent]!;
    if (home === account + 1) return true;
    this.homes[respondent] = home === UNSEEN ? account + 1 : SEVERAL;
    return home === UNSEEN;
  }

  #reach(respondent: number): void {
    const homes = new Uint32Array(2 * respondent);
    homes.set(this.homes);
    this.homes = homes;
    const answers = new Uint32Array(homes.length);
    answers.set(this.#answers);
    this.#answers = answers;
  }
}
