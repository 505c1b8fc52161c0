import type { DayRange } from '../../../storage.ts';

interface MovedAnswer {
  respondent: number;
  account: number;
  word: number;
  day: number;
}

/** Those who answered for more than one account. A person belongs to the account of the latest answer in the range. */
export class MovedPeople {
  readonly #answers: MovedAnswer[] = [];

  add(respondent: number, account: number, word: number, day: number): void {
    this.#answers.push({ respondent, account, word, day });
  }

  /** How many accounts have somebody who moved and nobody else. */
  accounts(days: DayRange, hasPeople: (account: number) => boolean): number {
    const found = new Set<number>();
    for (const account of this.accountsOfEach(days)) if (account !== 0 && !hasPeople(account)) found.add(account);
    return found.size;
  }

  /** The account of each who answered in the range; 0 for none. */
  accountsOfEach({ start, end }: DayRange): number[] {
    const latest = new Map<number, MovedAnswer>();
    for (const answer of this.#answers) {
      if (answer.day < start || answer.day >= end) continue;
      const before = latest.get(answer.respondent);
      if (!before || before.day < answer.day || (before.day === answer.day && before.word <= answer.word)) {
        latest.set(answer.respondent, answer);
      }
    }
    return Array.from(latest.values(), ({ account }) => account);
  }
}
