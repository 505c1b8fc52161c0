import { expect, it } from 'vitest';
import { LinePacker, LineUnpacker } from '../../server/domain/import/packed-lines.ts';
import type { ReadLine } from '../../server/domain/import/read-lines.ts';
import type { ImportedResponse } from '../../server/storage/storage.ts';

const TRAITS = { plan: 'pro', seats: 7 };

function answer(i: number): ImportedResponse {
  return {
    response_id: new Uint8Array(16).fill(i),
    original: new Uint8Array(8).fill(i + 1),
    survey: 1 + (i % 3),
    survey_version: 2,
    score: i % 11,
    comment: i % 4 === 0 ? `Comment ${i}` : null,
    contact_ok: [null, false, true][i % 3]!,
    respondent: i % 5 === 0 ? null : `user-${i}`,
    account: i % 2 === 0 ? 'acme' : null,
    traits: i % 3 === 0 ? TRAITS : { i },
    locale: 'da',
    touchpoint: null,
    url_path: i % 6 === 0 ? `/page/${i}` : null,
    responded_at: 1_700_000_000_000 + i,
    day: 20_000 - i,
  };
}

it('brings lines over as they were read, also after more names than are remembered', () => {
  const packer = new LinePacker();
  const unpacker = new LineUnpacker();
  for (const [from, count] of [
    [0, 20],
    [10, 60_000],
    [0, 20],
    [15, 30],
  ] as const) {
    const lines = Array.from({ length: count }, (_, i): ReadLine => {
      const line = from + i;
      return line % 7 === 3 ? { line, message: `refused ${line}` } : { line, answer: answer(line) };
    });
    const { answers, lines: numbers, refused } = unpacker.unpack(structuredClone(packer.pack(lines)));
    const read = lines.flatMap((one) => ('answer' in one ? [one] : []));
    expect(answers).toEqual(read.map((one) => one.answer));
    expect(numbers).toEqual(read.map(({ line }) => line));
    expect(refused).toEqual(lines.filter((one) => 'message' in one));
  }
});
