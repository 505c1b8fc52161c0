import { expect, test } from 'vitest';
import { sendable } from '../../widget/ui/comment.ts';

test.each([
  ['plain text', 'Fine, thanks!', 'Fine, thanks!'],
  ['lines and tabs', 'one\n\ttwo', 'one\n\ttwo'],
  ['whole emoji and letters of other scripts', 'Flot 👍🏽 – 很好', 'Flot 👍🏽 – 很好'],
  ['NUL and other controls', 'a\0b\u0007c\u001bd\u007fe\rf', 'abcdef'],
  ['halves of surrogate pairs', 'a\ud83db\udc4dc', 'abc'],
  ['space around', '  \n hm \n', 'hm'],
  ['nothing but space', ' \n\t ', ''],
])('%s', (_name, typed, expected) => {
  expect(sendable(typed)).toBe(expected);
});

test('never has more than 2,000 code points, and never ends in half an emoji', () => {
  expect(sendable('x'.repeat(3_000))).toHaveLength(2_000);
  const cut = sendable(`x${'👍'.repeat(1_500)}`);
  expect(Array.from(cut).length).toBeLessThanOrEqual(2_000);
  expect(encodeURIComponent(cut)).toMatch(/^x(%F0%9F%91%8D)+$/);
});
