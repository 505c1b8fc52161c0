/**
 * Sums over the people who answered in both of two ranges, who make the two numbers rise and fall together. Each has `m`
 * answers in the first range that sum to `s` (promoter +1, detractor −1), and `m2`, `s2` in the second.
 */
export interface SharedPeople {
  /** Σ m², Σ s·m in the first range, then in the second. */
  readonly mm: number;
  readonly sm: number;
  readonly m2m2: number;
  readonly s2m2: number;
  /** Σ s·s2, Σ s·m2, Σ m·s2 and Σ m·m2. */
  readonly ss2: number;
  readonly sm2: number;
  readonly ms2: number;
  readonly mm2: number;
}

/**
 * Covariance of two NPS, in points², for ranges of `n` and `n2` answers: 100²·Σ(s − c·m)(s2 − c2·m2)/(n·n2), where c
 * fits the sums best (c = Σs·m/Σm²), which keeps the variance of the difference positive. With one answer of each person
 * in each range, c is the mean and the sum n₁₂·c₁₂, n₁₂ times the covariance of their answers.
 */
export function sharedCovariance(people: SharedPeople, n: number, n2: number): number {
  if (people.mm2 === 0) return 0;
  const c = people.sm / people.mm;
  const c2 = people.s2m2 / people.m2m2;
  return (100 ** 2 * (people.ss2 - c2 * people.sm2 - c * people.ms2 + c * c2 * people.mm2)) / (n * n2);
}

/** `SharedPeople` while they grow. */
export type GrowingShared = { -readonly [Key in keyof SharedPeople]: number };

export function nobodyShared(): GrowingShared {
  return { mm: 0, sm: 0, m2m2: 0, s2m2: 0, ss2: 0, sm2: 0, ms2: 0, mm2: 0 };
}

/** One cluster with `m` answers that sum to `s` on one side, `m2` and `s2` on the other. */
export function addShared(sums: GrowingShared, m: number, s: number, m2: number, s2: number): void {
  sums.mm += m * m;
  sums.sm += s * m;
  sums.m2m2 += m2 * m2;
  sums.s2m2 += s2 * m2;
  sums.ss2 += s * s2;
  sums.sm2 += s * m2;
  sums.ms2 += m * s2;
  sums.mm2 += m * m2;
}
