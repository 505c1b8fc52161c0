import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meets } from '../../shared/conditions.ts';
import type { TraitValue } from '../../shared/contract/common.ts';
import type { Condition } from '../../shared/contract/targeting.ts';

describe('a condition', () => {
  it.each<[Condition, TraitValue | undefined, boolean]>([
    [{ eq: 'pro' }, 'pro', true],
    [{ eq: 'pro' }, 'Pro', false],
    [{ eq: 'pro' }, undefined, false],
    [{ eq: 1 }, '1', false],
    [{ eq: false }, false, true],
    [{ eq: false }, undefined, false],
    [{ eq: 0 }, 0, true],
    [{ in: ['pro', 'team'] }, 'team', true],
    [{ in: ['pro', 'team'] }, 'free', false],
    [{ in: ['pro', 'team'] }, undefined, false],
    [{ in: [1, 2] }, '1', false],
    [{ exists: true }, '', true],
    [{ exists: true }, false, true],
    [{ exists: true }, undefined, false],
    [{ exists: false }, undefined, true],
    [{ exists: false }, 0, false],
    [{ gt: 5 }, 5, false],
    [{ gt: 5 }, 5.1, true],
    [{ gte: 5 }, 5, true],
    [{ lt: 5 }, 5, false],
    [{ lt: 5 }, 4, true],
    [{ lte: 5 }, 5, true],
    [{ lt: 0 }, undefined, false],
    [{ gt: 5 }, '7', false],
    [{ gt: 0 }, true, false],
    [{ gte: 10, lt: 20 }, 10, true],
    [{ gte: 10, lt: 20 }, 20, false],
    [{ gte: '2026-01-01' }, '2026-01-01', true],
    [{ gt: '2026-01-01' }, '2026-01-01', false],
    [{ gt: '2025-12-31' }, '2026-01-01', true],
    [{ lt: '2026-01-01' }, '2025-12-31', true],
    [{ lte: '2026-01-01' }, '2026-01-02', false],
    [{ gt: '2025-12-31' }, 'tomorrow', false],
    [{ lt: '2026-01-01' }, '2025-12-31T23:59:59Z', false],
    [{ lt: '2026-01-01' }, 5, false],
    [{ eq: 'pro', exists: false }, 'pro', false],
  ])('%j of %j: %s', (condition, value, expected) => {
    expect(meets(condition, value)).toBe(expected);
  });

  it('splits every number and every date in two at any bound', () => {
    const dates = fc
      .date({ min: new Date('1970-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const numbers = fc.double({ noNaN: true });
    for (const pairs of [fc.tuple(dates, dates), fc.tuple(numbers, numbers)]) {
      fc.assert(
        fc.property(pairs as fc.Arbitrary<[number | string, number | string]>, ([value, bound]) => {
          expect(meets({ lt: bound }, value)).toBe(!meets({ gte: bound }, value));
          expect(meets({ gt: bound }, value)).toBe(!meets({ lte: bound }, value));
          expect(meets({ gte: bound, lte: bound }, value)).toBe(meets({ eq: bound }, value) || value === bound);
        }),
      );
    }
  });
});
