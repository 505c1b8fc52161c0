import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantText } from '../../../shared/calendar/instant.ts';

describe('an instant', () => {
  it.each([0, -1, 1, 86_399_999, 86_400_000, Date.UTC(2024, 1, 29, 23, 59, 59, 999)])(
    'is written as Date does (%i)',
    (time) => {
      expect(instantText(time)).toBe(new Date(time).toISOString());
    },
  );

  it('is written as Date does, in any order', () => {
    const time = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2200, 0) });
    fc.assert(
      fc.property(time, (at) => {
        expect(instantText(at)).toBe(new Date(at).toISOString());
      }),
      { numRuns: 2_000 },
    );
  });
});
