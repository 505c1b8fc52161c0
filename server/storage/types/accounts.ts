import type { Traits } from '../../../shared/contract/common.ts';

/** An account with the small number that rows carry in place of its own id. */
export interface KnownAccount {
  internal_id: number;
  id: string;
}

/** Columns by the small number of the account; 0 is of those without one. A person belongs to the account of the latest answer in the range. */
export interface AccountAnswers {
  /** How many people: each answer of nobody known is somebody. */
  people: Uint32Array;
  /** The scores of their latest answers. */
  sum: Uint32Array;
  /** All their answers. */
  answers: Uint32Array;
}

export interface AccountTraits {
  /** By the vendor's server. */
  told: Traits;
  /** The snapshot of its latest answer: of the account and of who answered alike. */
  answered: Traits;
}

/** Epoch milliseconds by the small number of the account, 0 for never; a number beyond the end is of an account without any. */
export interface AccountActivity {
  last_answered_at: Float64Array;
  last_asked_at: Float64Array;
}
