import type { SurveyColumns } from './survey-columns.ts';
import type { SurveyRows } from './survey-rows.ts';

/** Whoever looks at an account asks several questions about it. */
const MOST_KEPT = 8;

/** The rows of single accounts by survey, apart from all others, until one of them comes or goes. */
export class AccountMemory {
  readonly #surveys: ReadonlyMap<number, SurveyColumns>;
  readonly #kept = new Map<number, Map<number, SurveyRows>>();

  constructor(surveys: ReadonlyMap<number, SurveyColumns>) {
    this.#surveys = surveys;
  }

  /** `undefined` for a survey that nobody was asked. */
  of(account: number, survey: number): SurveyRows | undefined {
    const surveys = this.#surveysOf(account);
    const known = surveys.get(survey) ?? this.#surveys.get(survey)?.ofAccount(account);
    if (known) surveys.set(survey, known);
    return known;
  }

  forget(account: number): void {
    if (this.#kept.size > 0) this.#kept.delete(account);
  }

  #surveysOf(account: number): Map<number, SurveyRows> {
    const known = this.#kept.get(account);
    if (known) return known;
    const [oldest] = this.#kept.keys();
    if (this.#kept.size === MOST_KEPT) this.#kept.delete(oldest!);
    const surveys = new Map<number, SurveyRows>();
    this.#kept.set(account, surveys);
    return surveys;
  }
}
