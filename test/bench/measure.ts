export interface Measured {
  name: string;
  median: number;
  min: number;
  max: number;
}

/** Rounds go around all questions, so that a slow moment of the machine does not fall on one of them. */
export async function measureInRounds<Q extends { name: string }>(
  questions: Q[],
  rounds: number,
  ask: (question: Q) => Promise<number>,
): Promise<Measured[]> {
  const times = questions.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, question] of questions.entries()) times[i]!.push(await ask(question));
  }
  return questions.map(({ name }, i) => summary(name, times[i]!));
}

/** `share` 0.99: what all but the slowest hundredth kept within. */
export function percentile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? NaN;
}

export function summary(name: string, times: number[]): Measured {
  const sorted = times.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
  return { name, median, min: sorted[0]!, max: sorted.at(-1)! };
}

/** For people. */
export function figures({ median, min, max }: Measured, digits: number): string {
  return `${median.toFixed(digits)} (${min.toFixed(digits)} … ${max.toFixed(digits)})`;
}
