import type { SurveyColumns } from './survey-columns.ts';

/** Whoever looks at an account asks several questions about it. */
const MOST_KEPT = 8;

/** The rows of single accounts by survey, apart from all others, until one of them comes or goes. */
export class AccountMemory {
  readonly #surveys: ReadonlyMap<number, SurveyColumns>;
  readonly #kept = new Map<number, ReadonlyMap<number, SurveyColumns>>();

  constructor(surveys: ReadonlyMap<number, SurveyColumns>) {
    this.#surveys = surveys;
  }

  of(account: number): ReadonlyMap<number, SurveyColumns> {
    const known = this.#kept.get(account);
    if (known) return known;
    const found = new Map(Array.from(this.#surveys, ([id, columns]) => [id, columns.ofAccount(account)] as const));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size === MOST_KEPT) this.#kept.delete(oldest!);
    this.#kept.set(account, found);
    return found;
  }

  forget(account: number): void {
    if (this.#kept.size > 0) this.#kept.delete(account);
  }
}
