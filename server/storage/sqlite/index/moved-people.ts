import type { DayRange } from '../../storage.ts';

interface MovedAnswer {
  slot: number;
  respondent: number;
  account: number;
  word: number;
  /** The row until its day is known. */
  row: number;
  day: number;
}

/** Those who answered for more than one account. A person belongs to the account of the latest answer in the range. */
export class MovedPeople {
  readonly #accounts: number;
  readonly #answers: MovedAnswer[] = [];
  #located = 0;

  /** `accounts` is how many ids there may be. */
  constructor(accounts: number) {
    this.#accounts = accounts;
  }

  add(slot: number, respondent: number, account: number, word: number, row: number): void {
    this.#answers.push({ slot, respondent, account, word, row, day: 0 });
  }

  /** Tells the day of what was added since the last call, by its row. */
  locate(dayOf: (row: number) => number): void {
    for (; this.#located < this.#answers.length; this.#located++) {
      const answer = this.#answers[this.#located]!;
      answer.day = dayOf(answer.row);
    }
  }

  /** By slot, how many accounts have somebody who moved and nobody else; `hasPeople` tells of the place of a slot and an account. */
  accounts({ start, end }: DayRange, hasPeople: (place: number) => boolean): Map<number, number> {
    const latest = new Map<string, MovedAnswer>();
    for (const answer of this.#answers) {
      if (answer.day < start || answer.day >= end) continue;
      const key = `${answer.slot} ${answer.respondent}`;
      const before = latest.get(key);
      if (!before || before.day < answer.day || (before.day === answer.day && before.word <= answer.word)) {
        latest.set(key, answer);
      }
    }
    const places = new Set<number>();
    for (const { slot, account } of latest.values()) {
      const place = slot * this.#accounts + account;
      if (account !== 0 && !hasPeople(place)) places.add(place);
    }
    const counts = new Map<number, number>();
    for (const place of places) {
      const slot = Math.floor(place / this.#accounts);
      counts.set(slot, (counts.get(slot) ?? 0) + 1);
    }
    return counts;
  }
}
