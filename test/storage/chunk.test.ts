import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../server/domain/seeded-random.ts';
import { Chunk } from '../../server/storage/sqlite/index/chunk.ts';

const WIDTH = 3;
const ROWS = 2_000;
const PLAIN = 0;
/** Values of two bytes and of four. */
const GREATEST = [40, 30_000, 3_000_000];

function randomRow(random: ReturnType<typeof seededRandom>): number[] {
  return GREATEST.map((greatest) => random.integer(0, greatest));
}

describe('what a chunk knows of a column', () => {
  const random = seededRandom(11);
  const rows: { day: number; row: number[] }[] = [];
  const chunk = Chunk.with(0, randomRow(random), WIDTH, true);
  chunk.eachRow((day, row) => rows.push({ day, row }));
  while (rows.length < ROWS) {
    const added = { day: random.integer(0, 90), row: randomRow(random) };
    chunk.add(added.day, added.row);
    rows.push(added);
  }

  function foundWith(column: number, value: number): string[] {
    const found: string[] = [];
    chunk.eachWith(column, value, (day, row) => found.push(JSON.stringify({ day, row })));
    return found.toSorted();
  }

  function expectAllKnown(): void {
    for (let column = 0; column < WIDTH; column++) {
      const values = [...new Set(rows.slice(0, 50).map(({ row }) => row[column]!)), GREATEST[column]! + 1, 2 ** 32 - 1];
      for (const value of values) {
        const expected = rows.filter(({ row }) => row[column] === value).map((one) => JSON.stringify(one));
        // Asked again, it knows where they are.
        expect(foundWith(column, value)).toEqual(expected.toSorted());
        expect(foundWith(column, value)).toEqual(expected.toSorted());
      }
      expect(chunk.hasZero(column)).toBe(rows.some(({ row }) => row[column] === 0));
    }
    const tally = chunk.tally(PLAIN);
    for (let value = 0; value <= GREATEST[PLAIN]!; value++) {
      expect(tally[value] ?? 0).toBe(rows.filter(({ row }) => row[PLAIN] === value).length);
    }
  }

  it('is right before and after rows come and go', () => {
    expectAllKnown();
    const [gone] = rows.splice(3, 1);
    expect(chunk.remove(gone!.day, gone!.row)).toBe(true);
    expectAllKnown();
    const added = { day: 45, row: rows[0]!.row.map((value) => value) };
    chunk.add(added.day, added.row);
    rows.push(added);
    expectAllKnown();
    const nothing = { day: 90, row: [0, 0, 0] };
    chunk.add(nothing.day, nothing.row);
    rows.push(nothing);
    expectAllKnown();
  });

  it('is right in both halves of one that was full', () => {
    const later = chunk.split();
    const both = [chunk, later].map((half) => half.tally(PLAIN));
    for (let value = 0; value <= GREATEST[PLAIN]!; value++) {
      const found = both.reduce((sum, tally) => sum + (tally[value] ?? 0), 0);
      expect(found).toBe(rows.filter(({ row }) => row[PLAIN] === value).length);
    }
    expect(chunk.hasZero(2) || later.hasZero(2)).toBe(true);
  });
});
