/** An account whose latest row was taken away, and which one was before it is not known: no later than `before`. */
interface Unsure {
  before: number;
}

/**
 * When each account last did something, in epoch milliseconds; 0 for never. Rows come and go: an account whose latest moment
 * cannot be told from what is kept here is unsure, until somebody has looked into the file.
 */
export class AccountMoments {
  #latest = new Float64Array(8);
  /** The one before the latest, of accounts with news since the file was read: a display that is given back is a recent one. */
  readonly #before = new Map<number, number>();
  readonly #unsure = new Map<number, Unsure>();

  /** `sign` is +1 for something that was done, −1 for what is taken back; `isNews` is false while the file is read. Nobody known (0) is not followed. */
  follow(sign: 1 | -1, account: number, at: number, isNews: boolean): void {
    if (sign === 1) this.#add(account, at, isNews);
    else this.#remove(account, at);
  }

  #add(account: number, at: number, isNews: boolean): void {
    if (account === 0) return;
    if (account >= this.#latest.length) this.#reach(account);
    // Asked of every row that is read from the file: an empty map costs a lookup all the same.
    const unsure = isNews ? this.#unsure.get(account) : undefined;
    if (unsure && at < unsure.before) {
      this.#unsure.set(account, { ...unsure });
      return;
    }
    if (unsure) this.#unsure.delete(account);
    const latest = this.#latest[account]!;
    if (at >= latest) {
      this.#latest[account] = at;
      if (isNews && !unsure) this.#before.set(account, latest);
    } else if (isNews && at > (this.#before.get(account) ?? Infinity)) this.#before.set(account, at);
  }

  #remove(account: number, at: number): void {
    if (account === 0) return;
    const unsure = this.#unsure.get(account);
    const before = this.#before.get(account);
    if (unsure) this.#unsure.set(account, { ...unsure });
    else if (at !== this.#latest[account]) {
      if (at === before) this.#before.delete(account);
    } else {
      this.#before.delete(account);
      this.#latest[account] = before ?? 0;
      if (before === undefined) this.#unsure.set(account, { before: at });
    }
  }

  /** Keeps the later ones in `latest`, and tells of whom it is not known. */
  collect(latest: Float64Array): Map<number, Unsure> {
    const end = Math.min(latest.length, this.#latest.length);
    for (let account = 1; account < end; account++) {
      if (this.#latest[account]! > latest[account]!) latest[account] = this.#latest[account]!;
    }
    return new Map(this.#unsure);
  }

  /** What the file says of an unsure account, unless rows of it came or went meanwhile. */
  settle(account: number, unsure: Unsure, at: number): void {
    if (this.#unsure.get(account) !== unsure) return;
    this.#unsure.delete(account);
    this.#latest[account] = at;
  }

  #reach(account: number): void {
    const longer = new Float64Array(2 * account);
    longer.set(this.#latest);
    this.#latest = longer;
  }
}
