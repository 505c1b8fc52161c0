import type { PeopleColumns } from '../../storage/storage.ts';
import { largest } from './account-rows.ts';

const SIZES = [
  { from: 25, name: '25+' },
  { from: 10, name: '10-24' },
  { from: 5, name: '5-9' },
  { from: 2, name: '2-4' },
] as const;
const SMALLEST = '1';

/** Tells an account's size by how many of its people answered, whatever they are grouped by; `null` without account. */
export function accountSizes({ account }: Pick<PeopleColumns, 'account'>): (account: number) => string | null {
  const people = new Uint32Array(largest(account) + 1);
  for (let row = 0; row < account.length; row++) people[account[row]!]! += 1;
  return (id) => {
    if (id === 0) return null;
    const size = people[id] ?? 0;
    return SIZES.find(({ from }) => size >= from)?.name ?? SMALLEST;
  };
}

/** The people of each size by themselves. */
export function splitBySize(
  people: PeopleColumns,
  sizeOf: (account: number) => string | null,
): Map<string | null, PeopleColumns> {
  const sizes: (string | null)[] = [];
  const placeOf = new Int32Array(largest(people.account) + 1).fill(-1);
  const counts: number[] = [];
  for (let row = 0; row < people.account.length; row++) {
    const account = people.account[row]!;
    if (placeOf[account] === -1) placeOf[account] = placeOfSize(sizes, counts, sizeOf(account));
    counts[placeOf[account]!]! += 1;
  }
  const rows = counts.map((count) => new Uint32Array(count));
  const filled = counts.map(() => 0);
  for (let row = 0; row < people.account.length; row++) {
    const place = placeOf[people.account[row]!]!;
    rows[place]![filled[place]!++] = row;
  }
  return new Map(sizes.map((size, place) => [size, peopleAt(people, rows[place]!)]));
}

function placeOfSize(sizes: (string | null)[], counts: number[], size: string | null): number {
  const known = sizes.indexOf(size);
  if (known >= 0) return known;
  counts.push(0);
  return sizes.push(size) - 1;
}

function peopleAt(people: PeopleColumns, rows: Uint32Array): PeopleColumns {
  const latest = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) latest[i] = people.latest[rows[i]!]!;
  return {
    respondent: valuesAt(people.respondent, rows),
    account: valuesAt(people.account, rows),
    answers: valuesAt(people.answers, rows),
    promoters: valuesAt(people.promoters, rows),
    detractors: valuesAt(people.detractors, rows),
    latest,
  };
}

function valuesAt(column: Uint32Array, rows: Uint32Array): Uint32Array {
  const values = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) values[i] = column[rows[i]!]!;
  return values;
}
