import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ndjsonLine } from '../../../server/domain/export/ndjson.ts';
import { responseAnswer } from '../../../server/domain/response-answer.ts';
import type { StoredResponse } from '../../../server/storage/storage.ts';
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

describe('a line of an export', () => {
  it('is what JSON.stringify writes, whatever the answer holds', () => {
    fc.assert(
      fc.property(stored, (one) => {
        const response = responseAnswer(one);
        expect(ndjsonLine(response)).toBe(`${JSON.stringify(response)}\n`);
      }),
      { numRuns: 500 },
    );
  });
});
