import { categoryOf } from '../../../../../shared/nps.ts';
import { MARKS, scoreOfWord } from '../answer-word.ts';

/**
 * How many answers a person or a company has, and what they sum to, in one number: so many times `one`, plus the sum, which is smaller
 * than half of `one`. Two numbers would be two places in memory to go to.
 */
export interface Packing {
  one: number;
  /** 1 / one: to multiply takes less time than to divide. */
  perOne: number;
  /** What one answer with each mark adds: itself, or its score in place of what it adds to the sum. */
  answerOfMark: Packed;
  scoreOfMark: Packed;
  /** An empty list of so many. */
  list: (length: number) => Packed;
}

export type Packed = Int32Array | Float64Array;

/** What one answer adds to the sum. */
export const NET_OF_CATEGORY = { promoter: 1, passive: 0, detractor: -1 } as const;

/** The most answers of one person that four bytes hold beside their sum. */
export const MOST_NARROW = 2 ** 15 - 2;
/** In four bytes: half the memory to go through, and half of the time where there are many people. */
export const NARROW = packingOf(2 ** 16, (length) => new Int32Array(length));
/** 52 bits hold 33 million answers of one company, or person. */
export const WIDE = packingOf(2 ** 26, (length) => new Float64Array(length));

function packingOf(one: number, list: Packing['list']): Packing {
  const ofMark = (sumOf: (score: number) => number) => {
    const values = list(MARKS);
    for (let mark = 0; mark < MARKS; mark++) values[mark] = one + sumOf(scoreOfWord(mark));
    return values;
  };
  return {
    one,
    perOne: 1 / one,
    answerOfMark: ofMark((score) => NET_OF_CATEGORY[categoryOf(score)]),
    scoreOfMark: ofMark((score) => score),
    list,
  };
}

export function packed(answers: number, sum: number, { one }: Packing): number {
  return answers * one + sum;
}

/** The same for a company, which holds more. */
export function widened(value: number, packing: Packing): number {
  return value + answersIn(value, packing) * (WIDE.one - packing.one);
}

/** A third of the time that `Math.round` takes. */
export function answersIn(value: number, { perOne }: Packing): number {
  return Math.floor(value * perOne + 0.5);
}

export function sumIn(value: number, { one, perOne }: Packing): number {
  return value - Math.floor(value * perOne + 0.5) * one;
}
