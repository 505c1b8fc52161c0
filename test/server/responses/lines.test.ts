import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRecord } from '../../../server/domain/export/csv.ts';
import { csvHead } from '../../../server/domain/export/csv-lines.ts';
import { lineFormat, type ExportTable } from '../../../server/domain/export/line-format.ts';
import { responseAnswer } from '../../../server/domain/response-answer.ts';
import type { StoredResponse } from '../../../server/storage/storage.ts';
import { dateOfDay } from '../../../shared/calendar/day.ts';
import { FLAGS } from '../../../shared/flags.ts';

const text = fc.string({ unit: 'binary' });
const words = fc.option(text, { nil: null });
const time = fc.integer({ min: 0, max: Date.UTC(2100, 0) });

const stored: fc.Arbitrary<StoredResponse> = fc.record({
  id: fc.uuid(),
  survey_id: fc.constant('srv_0123456789abcdef'),
  survey_version: fc.integer({ min: 1, max: 99 }),
  kind: fc.constantFrom('relationship' as const, 'transactional' as const),
  score: fc.integer({ min: 0, max: 10 }),
  comment: words,
  contact_ok: fc.constantFrom(true, false, null),
  channel: fc.constantFrom('widget' as const, 'import' as const),
  identity: fc.constantFrom('verified' as const, 'anonymous' as const),
  locale: words,
  touchpoint: words,
  url_path: words,
  respondent_id: words,
  account_id: words,
  traits: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean())),
  responded_at: time,
  changed_at: fc.option(time, { nil: null }),
  updated_at: time,
  day: fc.integer({ min: 0, max: 30_000 }),
  tags: fc.array(text, { maxLength: 3 }),
  excluded: words,
  flags: fc.subarray([...FLAGS]),
});

function lineOf(one: StoredResponse, table: ExportTable): string {
  const format = lineFormat(table);
  return format.line({
    ...one,
    locale: format.text(one.locale),
    touchpoint: format.text(one.touchpoint),
    account_id: format.text(one.account_id),
    traits: format.traits(one.traits),
    tags: format.list(one.tags),
    flags: format.list(one.flags),
    day: dateOfDay(one.day),
  });
}

describe('a line of an export', () => {
  it('is what JSON.stringify writes, whatever the answer holds', () => {
    fc.assert(
      fc.property(stored, (one) => {
        expect(lineOf(one, { format: 'ndjson', traits: [] })).toBe(`${JSON.stringify(responseAnswer(one))}\n`);
      }),
      { numRuns: 500 },
    );
  });

  it('is a record of a table in the order of its head, whatever the answer holds', () => {
    fc.assert(
      fc.property(stored, fc.uniqueArray(fc.constantFrom('plan', 'role', 'seats')), (one, traits) => {
        const answer: Record<string, unknown> = {
          ...responseAnswer(one),
          tags: one.tags.join('; '),
          flags: one.flags.join('; '),
        };
        const cellOf = (column: string) =>
          column.startsWith('trait.') ? one.traits[column.slice('trait.'.length)] : answer[column];
        const columns = csvHead(traits).trimEnd().split(',');
        const cells = columns.map((column) => (cellOf(column) ?? null) as string | number | boolean | null);
        expect(lineOf(one, { format: 'csv', traits })).toBe(csvRecord(cells));
      }),
      { numRuns: 500 },
    );
  });
});
