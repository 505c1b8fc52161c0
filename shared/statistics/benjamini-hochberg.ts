/**
 * Adjusts the p-values of tests made side by side, in their order: calling significant what comes out below 0.05 keeps
 * the expected share of false findings among the findings below 5 %, however many groups were looked at.
 *
 * Source: Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical Society B 57(1), 1995; the adjusted value of the
 * i-th smallest of m is the least p₍ⱼ₎·m/j with j ≥ i.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const largestFirst = pValues.map((p, place) => ({ p, place })).sort((a, b) => b.p - a.p);
  const adjusted = pValues.map(() => 1);
  let least = 1;
  largestFirst.forEach(({ p, place }, larger) => {
    const rank = pValues.length - larger;
    least = Math.min(least, (p * pValues.length) / rank);
    adjusted[place] = least;
  });
  return adjusted;
}
