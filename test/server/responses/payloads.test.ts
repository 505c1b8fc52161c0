import { describe, expect, it } from 'vitest';
import { csvRecord } from '../../../server/domain/export/csv.ts';
import { PAYLOADS } from '../../payloads.ts';

const COLUMNS = 5;

describe('an exported table', () => {
  it('begins no cell with what a spreadsheet runs, whichever column a text stands in', () => {
    for (const payload of PAYLOADS) {
      for (const text of [
        payload,
        `=${payload}`,
        ` +${payload}`,
        `-${payload}`,
        `@${payload}`,
        `\r${payload}`,
        `\uff1d${payload}`,
      ]) {
        for (let column = 0; column < COLUMNS; column++) {
          const cells = Array.from({ length: COLUMNS }, (_, i) => (i === column ? text : 'x'));
          const read = cellsOf(csvRecord(cells));
          expect(read).toHaveLength(COLUMNS);
          expect([text, `'${text}`]).toContain(read[column]);
          expect(read[column]).not.toMatch(/^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/u);
        }
      }
    }
  });
});

/** RFC 4180, read by itself. */
function cellsOf(record: string): string[] {
  const cells = record.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g);
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!);
}
