/** Why an answer looks odd. It counts all the same until somebody takes it out. The order is that of the bits in which it is stored. */
export const FLAGS = ['burst', 'late', 'impossible_time'] as const;
export type Flag = (typeof FLAGS)[number];

/** From one bit per flag, the first one lowest. */
export function flagsOf(bits: number): Flag[] {
  return FLAGS.filter((_, place) => bits & (1 << place));
}

export function bitsOf(flags: readonly Flag[]): number {
  return flags.reduce((bits, flag) => bits | (1 << FLAGS.indexOf(flag)), 0);
}
