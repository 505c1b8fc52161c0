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
  for (const id of account) people[id]! += 1;
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
  const rows = new Map<string | null, number[]>();
  people.account.forEach((account, row) => {
    const size = sizeOf(account);
    const those = rows.get(size);
    if (those) those.push(row);
    else rows.set(size, [row]);
  });
  return new Map([...rows].map(([size, those]) => [size, peopleAt(people, those)]));
}

function peopleAt(people: PeopleColumns, rows: number[]): PeopleColumns {
  const at = (column: Uint32Array) => Uint32Array.from(rows, (row) => column[row]!);
  return {
    respondent: at(people.respondent),
    account: at(people.account),
    answers: at(people.answers),
    promoters: at(people.promoters),
    detractors: at(people.detractors),
    latest: Uint8Array.from(rows, (row) => people.latest[row]!),
  };
}
