import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../server/domain/seeded-random.ts';
import { CommentTerms } from '../../server/storage/sqlite/index/comment-terms.ts';
import { TermNumbers } from '../../server/storage/sqlite/index/term-numbers.ts';
import { SEED } from '../seed.ts';

function termsOf(kept: CommentTerms, comments: number[]): string[][] {
  const { starts, names, texts } = kept.of(Uint32Array.from(comments));
  expect(new Set(texts).size).toBe(texts.length);
  return comments.map((_, place) => Array.from(names.slice(starts[place], starts[place + 1]), (name) => texts[name]!));
}

describe('the terms of comments', () => {
  it(`are those that were kept last, whatever was kept and forgotten (seed ${SEED})`, () => {
    const random = seededRandom(SEED);
    const kept = new CommentTerms();
    const plain = new Map<number, string[]>();
    const someComment = () => random.integer(1, 30) * random.pick([1, 700]);
    for (let round = 0; round < 300; round++) {
      for (let i = 0; i < 20; i++) {
        const comment = someComment();
        if (random.chance(0.4)) {
          kept.forget(comment);
          plain.delete(comment);
        } else {
          const terms = Array.from({ length: random.integer(0, 40) }, (_, place) => `${random.integer(0, 9)}${place}`);
          kept.keep(comment, terms);
          plain.set(comment, terms);
        }
      }
      const asked = Array.from({ length: 50 }, someComment);
      expect(termsOf(kept, asked)).toEqual(asked.map((comment) => plain.get(comment) ?? []));
      expect(kept.missing(Uint32Array.from(asked))).toEqual(asked.filter((comment) => !plain.has(comment)));
    }
  });

  it('make room for newer comments, the oldest first', () => {
    const kept = new CommentTerms(10_000);
    for (let comment = 0; comment < 20_000; comment++) kept.keep(comment, ['slow', `word-${comment}`]);
    expect(termsOf(kept, [0, 19_999])).toEqual([[], ['slow', 'word-19999']]);
    expect(kept.missing(Uint32Array.of(0, 8_000, 19_999))).toEqual([0, 8_000]);
  });
});

describe('the numbers of terms', () => {
  it('forget a word with the last comment that has it', () => {
    const numbers = new TermNumbers();
    const name = numbers.take('lindqvist');
    expect(numbers.take('lindqvist')).toBe(name);
    numbers.release(name);
    expect(numbers.textOf(name)).toBe('lindqvist');
    numbers.release(name);
    expect(numbers.textOf(name)).toBe('');
    expect(numbers.take('export')).toBe(name);
  });
});
