import { describe, expect, it } from 'vitest';
import { csvRecord } from '../../../server/domain/export/csv.ts';

describe('a cell of a CSV record', () => {
  it.each([
    ['=1+1', `'=1+1`],
    ['+47 12345678', `'+47 12345678`],
    ['-5', `'-5`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['＝1+1', `'＝1+1`],
    ['＋1', `'＋1`],
    ['－1', `'－1`],
    ['＠x', `'＠x`],
    ['\tx', `"'\tx"`],
    ['\rx', `"'\rx"`],
    ['  =1+1', `"'  =1+1"`],
    ['\n=1+1', `"'\n=1+1"`],
    ['\u00a0=1', `"'\u00a0=1"`],
    ['\u3000＝1', `"'\u3000＝1"`],
    ['\ufeff=1', `"'\ufeff=1"`],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ])('keeps %j from running as a formula', (text, cell) => {
    const written = csvRecord([text]).slice(0, -2);
    // A margin is quoted; where none is left after the apostrophe, quoting is not needed.
    expect(written.replace(/^"(.*)"$/s, '$1')).toBe(cell.replace(/^"(.*)"$/s, '$1'));
    expect(written.replace(/^"/, '').startsWith(`'`)).toBe(true);
  });

  it.each([
    [-5, '-5'],
    [0.25, '0.25'],
    [true, 'true'],
    [null, ''],
    ['', ''],
    ['plain', 'plain'],
    ['a=b, c', '"a=b, c"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    [' margin', '" margin"'],
    ['æøå – ✓', 'æøå – ✓'],
    ["'=1", "'=1"],
  ])('writes %j as %s', (value, cell) => {
    expect(csvRecord([value, 'end'])).toBe(`${cell},end\r\n`);
  });
});
