import { ACCOUNT_SIZES, accountSizeOf } from '../../../../../shared/account-size.ts';
import type { DayRange } from '../../../storage.ts';
import type { ProjectIndex } from '../project-index.ts';
import type { Selection } from '../selection.ts';
import type { Sizes } from './grouped-count.ts';
import { PeopleCount } from './people-count.ts';

/** Every account by how many of its people answered in the range, whatever they are grouped by. */
export function accountSizes(index: ProjectIndex, everybody: Selection, days: DayRange): Sizes {
  const counted = new PeopleCount(index, everybody, 'all', index.slots('people', 0));
  counted.count(days);
  const { met, metCount } = counted.people;
  const people = new Uint32Array(index.lastAccount + 1);
  for (let i = 0; i < metCount; i++) people[counted.accountOf(met[i]!)]! += 1;
  const of = Uint8Array.from(people, accountSizeOf);
  of[0] = 0;
  return { of, count: ACCOUNT_SIZES.length };
}

/** Where groups are not split. */
export function oneSize(index: ProjectIndex): Sizes {
  return { of: new Uint8Array(index.lastAccount + 1), count: 1 };
}
