/**
 * P(Z > z) of the standard normal distribution, for z ≥ 0, to a relative error below 1e-12. Near the middle the power
 * series, in the tail Laplace's continued fraction, which keeps its digits where one minus the series would lose them.
 *
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.11 and 26.2.14.
 */
export function upperTail(z: number): number {
  return z < 3 ? 0.5 - density(z) * series(z) : density(z) / continuedFraction(z);
}

/** How often chance alone would be at least this far from zero, either way. */
export function twoSidedP(z: number): number {
  return 2 * upperTail(Math.abs(z));
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** z + z³/3 + z⁵/(3·5) + …, until a term no longer changes the sum. */
function series(z: number): number {
  let sum = z;
  let term = z;
  for (let odd = 3, before = NaN; sum !== before; odd += 2) {
    before = sum;
    term *= (z * z) / odd;
    sum += term;
  }
  return sum;
}

/** z + 1/(z + 2/(z + 3/(z + …))): from z = 3 on, 60 levels leave an error below that of a double. */
function continuedFraction(z: number): number {
  let value = z;
  for (let level = 60; level > 0; level--) value = z + level / value;
  return value;
}
