/** Random choices that a seed repeats exactly, on every machine. For sample data and tests, never for secrets. */
export interface SeededRandom {
  /** Evenly in 0 ≤ x < 1. */
  unit(): number;
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  shuffle<T>(list: readonly T[]): T[];
  /** From the normal distribution with mean 0 and standard deviation 1. */
  gaussian(): number;
}

export function seededRandom(seed: number): SeededRandom {
  const unit = mulberry32(seed);
  const integer = (low: number, high: number) => low + Math.floor(unit() * (high - low + 1));
  return {
    unit,
    integer,
    chance: (probability) => unit() < probability,
    pick: (list) => list[integer(0, list.length - 1)]!,
    shuffle: (list) => {
      const shuffled = [...list];
      // Fisher and Yates, from the end.
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = integer(0, i);
        [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
      }
      return shuffled;
    },
    // Box and Muller (1958); 1 − u, because the logarithm of 0 is no number.
    gaussian: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
  };
}

/** Mulberry32 by Tommy Ettinger (2017, public domain): a Weyl sequence through a mixing function, period 2³². */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
