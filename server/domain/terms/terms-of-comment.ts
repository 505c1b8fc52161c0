import { stopWordsOf } from './stop-words.ts';

/** Letters, with digits, marks, apostrophes and hyphens inside. */
const WORD = /\p{L}[\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;
const SHORTEST = 3;

/** The words that a comment is about, each once. */
export function termsOfComment(comment: string, locale: string | null): Set<string> {
  const words = comment.normalize('NFC').toLowerCase().replaceAll('’', `'`).match(WORD) ?? [];
  const empty = stopWordsOf(words, locale);
  return new Set(words.filter((word) => word.length >= SHORTEST && !empty.has(word)));
}
