import { ACCOUNT_SIZES, accountSizeOf } from '../../../../../shared/account-size.ts';
import type { DayRange } from '../../../storage.ts';
import type { ProjectIndex } from '../project-index.ts';
import type { Selection } from '../selection.ts';
import type { Sizes } from './grouped-count.ts';
import { PeopleCount } from './people-count.ts';

/** The size by how many people, for most accounts. */
const SIZE_OF = Uint8Array.from({ length: 64 }, (_, people) => accountSizeOf(people));

/** Every account by how many of its people answered in the range, whatever they are grouped by. */
export function accountSizes(index: ProjectIndex, everybody: Selection, days: DayRange): Sizes {
  const counted = new PeopleCount(index, everybody, 'all', index.slots('people', 0));
  counted.count(days);
  const { met, metCount } = counted.people;
  const people = new Uint32Array(index.lastAccount + 1);
  for (let i = 0; i < metCount; i++) people[counted.accountOf(met[i]!)]! += 1;
  const of = new Uint8Array(people.length);
  for (let account = 1; account < of.length; account++) {
    of[account] = SIZE_OF[people[account]!] ?? accountSizeOf(people[account]!);
  }
  return { of, count: ACCOUNT_SIZES.length, areTallied: true };
}

/** Where groups are not split. */
export function oneSize(index: ProjectIndex): Sizes {
  return { of: new Uint8Array(index.lastAccount + 1), count: 1, areTallied: false };
}
