/** What a look at the whole store found. */
export interface CheckReport {
  /** Nothing is wrong, or nothing any more. */
  ok: boolean;
  findings: Finding[];
}

export interface Finding {
  /** What is wrong, in words. */
  what: string;
  count: number;
  /** Some of them. */
  examples: string[];
  repaired: boolean;
}
