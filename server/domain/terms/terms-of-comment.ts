import type { CommentedAnswer } from '../../storage/storage.ts';
import { stopWordsOf } from './stop-words.ts';

/** Letters, with digits, marks, apostrophes and hyphens inside. */
const WORD = /\p{L}[\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;
const SHORTEST = 3;

/** Those of comments that were met: the store hands out the same answer as long as it keeps it. */
const known = new WeakMap<CommentedAnswer, string[]>();

/** The words that a comment is about, each once. */
export function termsOf(answer: CommentedAnswer): string[] {
  let terms = known.get(answer);
  if (!terms) known.set(answer, (terms = [...termsOfComment(answer.comment, answer.locale)]));
  return terms;
}

export function termsOfComment(comment: string, locale: string | null): Set<string> {
  const words = comment.normalize('NFC').toLowerCase().replaceAll('’', `'`).match(WORD) ?? [];
  const empty = stopWordsOf(words, locale);
  return new Set(words.filter((word) => word.length >= SHORTEST && !empty.has(word)));
}
