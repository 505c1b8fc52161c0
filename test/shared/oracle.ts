/** The definitions again, plain and slow, written without a look at `shared/`: one array entry per answer. */

export interface Totals {
  promoters: number;
  passives: number;
  detractors: number;
  responses: number;
}

/** +1, 0 or −1 for a score. */
export function sign(score: number): number {
  if ([9, 10].includes(score)) return 1;
  return [7, 8].includes(score) ? 0 : -1;
}

export function totals(signs: readonly number[]): Totals {
  const count = (sought: number) => signs.filter((one) => one === sought).length;
  return { promoters: count(1), passives: count(0), detractors: count(-1), responses: signs.length };
}

/** Rounds a fraction half away from zero in whole numbers of any size. */
export function roundFraction(numerator: bigint, denominator: bigint): number {
  const size = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * size + denominator) / (2n * denominator);
  return Number(numerator < 0n ? -rounded : rounded);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Σᵢ Σⱼ of the products of residuals wherever answers i and j have the same owner, in points² of the mean. */
export function clusteredVariance(signs: readonly number[], owners: readonly number[]): number {
  const centre = mean(signs);
  let sum = 0;
  for (const [i, one] of signs.entries()) {
    for (const [j, other] of signs.entries()) {
      if (owners[i] === owners[j]) sum += (one - centre) * (other - centre);
    }
  }
  const clusters = new Set(owners).size;
  return ((clusters / (clusters - 1)) * 10_000 * sum) / signs.length ** 2;
}

/** All promoter and detractor counts of n answers, each with its multinomial probability. */
export function* mixes(n: number, promoter: number, detractor: number): Generator<Totals & { probability: number }> {
  const passive = Math.max(0, 1 - promoter - detractor);
  for (let p = 0; p <= n; p++) {
    for (let d = 0; d + p <= n; d++) {
      const rest = n - p - d;
      const ways = choose(n, p) * choose(n - p, d);
      const probability = ways * promoter ** p * detractor ** d * passive ** rest;
      yield { promoters: p, passives: rest, detractors: d, responses: n, probability };
    }
  }
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}
