import { CHANNELS, DEVICES, DISMISSAL_REASONS, IDENTITIES } from '../../../shared/words.ts';

/** How a display ended. */
const ENDS = ['open', 'answered', ...DISMISSAL_REASONS] as const;

/**
 * Rows hold words as their places in these lists: one byte at the most. What is stored keeps its meaning only as long as no word moves, so
 * a new one goes to the end, and a file of before then refuses it until a step of the schema lets it in.
 */
export const STORED_WORDS = { channel: CHANNELS, identity: IDENTITIES, device: DEVICES, outcome: ENDS } as const;
type Column = keyof typeof STORED_WORDS;

export function numberOf<Of extends Column>(column: Of, word: (typeof STORED_WORDS)[Of][number]): number {
  return (STORED_WORDS[column] as readonly string[]).indexOf(word);
}

export function wordOf<Of extends Column>(column: Of, number: number): (typeof STORED_WORDS)[Of][number] {
  return STORED_WORDS[column][number]!;
}
